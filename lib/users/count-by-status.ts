import { z } from "zod";
import { config } from "../config";
import { query } from "../operation";
import { readKinds } from "./counts";
import { type UserStatus, userStatuses } from "./user";

/** How many users have each status, how many of them take a seat, and how many seats there are (null: no limit). */
export type Headcount = { byStatus: Record<UserStatus, number>; seatsUsed: number; seats: number | null };

/**
 * Counts everybody, exactly: for those who watch the server.
 *
 * @refuses `forbidden`
 */
export const countByStatus = query({
  permission: "users:read",
  input: z.object({}),

  async run({ db }): Promise<Headcount> {
    const kinds = await readKinds(db);
    const sumOf = (those: typeof kinds) => those.reduce((sum, { count }) => sum + count, 0);
    const of = (status: UserStatus) => kinds.filter((kind) => kind.status === status);
    return {
      byStatus: Object.fromEntries(userStatuses.map((status) => [status, sumOf(of(status))])) as Headcount["byStatus"],
      seatsUsed: sumOf(of("active").filter(({ loginType }) => loginType !== "none")),
      seats: config().seats,
    };
  },
});
