import { count, sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema";
import { config } from "../config";
import { query } from "../operation";
import { notDeleted } from "./read";
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
    const rows = await db
      .select({
        status: users.status,
        all: count(),
        seats: sql<number>`count(*) filter (where ${users.loginType} <> 'none')`.mapWith(Number),
      })
      .from(users)
      .where(notDeleted)
      .groupBy(users.status);
    const of = (status: UserStatus) => rows.find((row) => row.status === status);
    return {
      byStatus: Object.fromEntries(
        userStatuses.map((status) => [status, of(status)?.all ?? 0]),
      ) as Headcount["byStatus"],
      seatsUsed: of("active")?.seats ?? 0,
      seats: config().seats,
    };
  },
});
