import { sql } from "drizzle-orm";
import { z } from "zod";
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
    const rows = await db.execute<{ day: string; count: number }>(sql`
      with found as (
        select (at at time zone 'UTC')::date as day, count(*)::int as count from audit_entries
        where action = 'session.opened' and outcome = 'done'
          and at >= ((now() at time zone 'UTC')::date - ${days - 1}::int) at time zone 'UTC'
        group by 1
      )
      select to_char(d, 'YYYY-MM-DD') as day, coalesce(found.count, 0) as count
      from generate_series((now() at time zone 'UTC')::date - ${days - 1}::int, (now() at time zone 'UTC')::date, '1 day') d
        left join found on found.day = d::date
      order by d`);
    return [...rows].map(({ day, count }) => ({ date: new Date(`${day}T00:00:00Z`), count }));
  },
});
