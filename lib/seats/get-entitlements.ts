import { z } from "zod";
import { config } from "../config";
import { query } from "../operation";
import { seatsTaken } from "./count-seats";

/** Seats of the licence: the limit (null: none), how many are taken, and what to know about it, in sentences. */
export type Entitlements = { limit: number | null; used: number; warnings: string[] };

/** From this share of the limit on there is a warning. */
const nearlyAll = 0.9;

/** How many seats there are and how many active people take one, exactly. */
export const getEntitlements = query({
  permission: "signed in",
  input: z.object({}),

  async run({ db }): Promise<Entitlements> {
    const used = await seatsTaken(db);
    const limit = config().seats;
    return { limit, used, warnings: warningsOf(used, limit) };
  },
});

export function warningsOf(used: number, limit: number | null): string[] {
  if (limit === null || used < limit * nearlyAll) return [];
  const seats = (number: number) => `${number.toLocaleString("en")} ${number === 1 ? "seat" : "seats"}`;
  if (used > limit)
    return [`${seats(used)} are taken, ${seats(used - limit)} over the limit of ${limit.toLocaleString("en")}.`];
  if (used === limit) return [`All ${seats(limit)} are taken.`];
  return [`${seats(limit - used)} of ${limit.toLocaleString("en")} left.`];
}
