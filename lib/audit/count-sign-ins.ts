import { sql } from "drizzle-orm";
import { z } from "zod";
import { auditEntries } from "@/db/schema";
import { query } from "../operation";

/**
 * How many sign-ins there were on each of the last days, UTC, the oldest first; the last one is today.
 *
 * @refuses `forbidden`
 */
export const countSignIns = query({
  permission: "users:read",
  input: z.object({ days: z.number().int().min(1).max(365).default(30) }),

  async run({ db, input: { days } }): Promise<{ date: Date; count: number }[]> {
    // An index alone tells how many tries there were, and another which few of them were refused.
    const tries = sql`from ${auditEntries} where action = 'session.opened'
      and at >= day::timestamp at time zone 'UTC' and at < (day + 1)::timestamp at time zone 'UTC'`;
    const rows = await db.execute<{ day: string; count: number }>(sql`
      select to_char(day, 'YYYY-MM-DD') as day,
        ((select count(*) ${tries}) - (select count(*) ${tries} and outcome = 'refused'))::int as count
      from generate_series(${days - 1}::int, 0, -1) ago, lateral (select (now() at time zone 'UTC')::date - ago as day) it
      order by day`);
    return [...rows].map(({ day, count }) => ({ date: new Date(`${day}T00:00:00Z`), count }));
  },
});
