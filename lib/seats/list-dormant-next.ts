import { sql } from "drizzle-orm";
import { z } from "zod";
import { userSeen, users } from "@/db/schema";
import { config } from "../config";
import { query } from "../operation";

/** Somebody who becomes dormant, if nobody sees them before. */
export type DormantNext = { id: string; username: string; name: string; lastSeenAt: Date | null; dormantAt: Date };

export type DormantSoon = {
  /** The first of them, the soonest first. */
  users: DormantNext[];
  /** How many there are, and how many seats they free. */
  count: number;
  seats: number;
};

/**
 * Who becomes dormant within so many days, unless they are seen before.
 *
 * @refuses `forbidden`
 */
export const listDormantNext = query({
  permission: "users:read",
  input: z.object({
    days: z.number().int().min(1).max(365).default(30),
    limit: z.number().int().min(1).max(100).default(5),
  }),

  async run({ db, input: { days, limit } }): Promise<DormantSoon> {
    const unseen = config().dormantAfterDays;
    const longAgo = sql`now() + make_interval(days => ${days}::int - ${unseen}::int)`;
    // As `markDormant` will find them: unseen, and not activated, for so long.
    const rows = await db.execute<Row>(sql`
      with unseen as materialized (
        select user_id, last_seen_at from ${userSeen} where status = 'active' and last_seen_at <= ${longAgo}
      )
      select u.id, u.username, u.name, case when isfinite(last_seen_at) then last_seen_at end as seen,
        greatest(last_seen_at, u.status_since) + make_interval(days => ${unseen}) as at,
        (count(*) over ())::int as count, (count(*) filter (where u.login_type <> 'none') over ())::int as seats
      from unseen join ${users} u on u.id = user_id where u.deleted_at is null and u.status_since <= ${longAgo}
      order by at, u.username_key limit ${limit}`);
    const soon = [...rows].map(({ id, username, name, seen, at }) => ({
      ...{ id, username, name },
      lastSeenAt: seen === null ? null : new Date(seen),
      dormantAt: new Date(at),
    }));
    return { users: soon, count: rows[0]?.count ?? 0, seats: rows[0]?.seats ?? 0 };
  },
});

/** One of them, beside the number of all. */
type Row = Record<"id" | "username" | "name" | "at", string> & { seen: string | null; count: number; seats: number };
