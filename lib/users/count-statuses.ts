import { sql } from "drizzle-orm";
import { z } from "zod";
import { userStatusHours } from "@/db/schema";
import { query } from "../operation";
import { type UserStatus, userStatuses } from "./user";

/** Of each status, how many users had it at the end of each day, the oldest first; the last moment is now. */
export type StatusHistory = Record<UserStatus, { date: Date; count: number }[]>;

/** The longest history that can be asked for, in days. What is older is kept as one number. */
export const mostDays = 365;

/**
 * The history of the three statuses, exactly as it was written when each changed. Deleted users leave it on their day.
 *
 * @param input days so many, today among them
 * @param input tzOffsetHours where a day ends, in hours east of UTC
 * @refuses `forbidden`
 */
export const countStatuses = query({
  permission: "users:read",
  input: z.object({
    days: z.coerce.number().int().min(1).max(mostDays).default(60),
    tzOffsetHours: z.coerce
      .number()
      .int()
      .min(-12, "Hours from -12 to 14.")
      .max(14, "Hours from -12 to 14.")
      .default(0),
  }),

  async run({ db, input: { days, tzOffsetHours } }): Promise<StatusHistory> {
    // By how many each became more or fewer in an hour is kept. That is summed by day once, and then along the days.
    const rows = await db.execute<{ ends: string; status: UserStatus; count: number }>(sql`
      with day as (
        select ${days}::int - n as number, case when n = 0 then now() else
          (date_trunc('day', now() at time zone 'UTC' + make_interval(hours => ${tzOffsetHours}))
            - make_interval(days => n - 1, hours => ${tzOffsetHours})) at time zone 'UTC' end as ends
        from generate_series(0, ${days - 1}::int) n
      ), net as (
        select status, sum(by) as by,
          1 + width_bucket(hour, array(select ends from day where number < ${days}::int order by number)) as number
        from ${userStatusHours} group by status, number
      )
      select day.ends, known.status,
        (sum(coalesce(net.by, 0)) over (partition by known.status order by day.number))::int as count
      from day cross join unnest(array['active', 'dormant', 'suspended']) as known(status)
        left join net using (status, number)
      order by day.number`);
    const of = (status: UserStatus) =>
      [...rows].filter((row) => row.status === status).map((row) => ({ date: new Date(row.ends), count: row.count }));
    return Object.fromEntries(userStatuses.map((status) => [status, of(status)])) as StatusHistory;
  },
});
