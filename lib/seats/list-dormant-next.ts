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
    const soon = sql`${userSeen} where status = 'active' and last_seen_at <= ${longAgo} and status_since <= ${longAgo}`;
    const [rows, [all]] = await Promise.all([
      db.execute<Row>(sql`
        select u.id, u.username, u.name, case when isfinite(last_seen_at) then last_seen_at end as seen,
          since + make_interval(days => ${unseen}) as at
        from (
          select user_id, last_seen_at, greatest(last_seen_at, status_since) as since from ${soon}
          order by since, user_id limit ${limit}
        ) soonest join ${users} u on u.id = user_id
        order by since, user_id`),
      // Of a seat each but for service accounts, who are few, and looked for one by one.
      db.execute<Numbers>(sql`
        select count(*)::int as count, (count(*) - (
          select count(*) from ${users} where login_type = 'none' and status = 'active' and deleted_at is null
            and id in (select user_id from ${soon})
        ))::int as seats from ${soon}`),
    ]);
    const next = [...rows].map(({ id, username, name, seen, at }) => ({
      ...{ id, username, name },
      lastSeenAt: seen === null ? null : new Date(seen),
      dormantAt: new Date(at),
    }));
    return { users: next, count: all?.count ?? 0, seats: all?.seats ?? 0 };
  },
});

type Row = Record<"id" | "username" | "name" | "at", string> & { seen: string | null };
type Numbers = { count: number; seats: number };
