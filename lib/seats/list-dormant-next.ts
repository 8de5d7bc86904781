import { sql } from "drizzle-orm";
import { z } from "zod";
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
    // As `markDormant` will find them: unseen, and not activated, for so long.
    const soon = sql`users u join user_seen s on s.user_id = u.id
      where u.status = 'active' and u.deleted_at is null
        and s.last_seen_at <= now() + make_interval(days => ${days}::int - ${unseen}::int)
        and u.status_since <= now() + make_interval(days => ${days}::int - ${unseen}::int)`;
    const rows = await db.execute<Record<"id" | "username" | "name" | "seen" | "at", string>>(sql`
      select u.id, u.username, u.name, case when isfinite(s.last_seen_at) then s.last_seen_at end as seen,
        greatest(s.last_seen_at, u.status_since) + make_interval(days => ${unseen}) as at
      from ${soon} order by at, u.username_key limit ${limit}`);
    const [all] = await db.execute<{ count: number; seats: number }>(sql`
      select count(*)::int as count, (count(*) filter (where u.login_type <> 'none'))::int as seats from ${soon}`);
    const users = [...rows].map(({ id, username, name, seen, at }) => ({
      ...{ id, username, name },
      lastSeenAt: seen === null ? null : new Date(seen),
      dormantAt: new Date(at),
    }));
    return { users, count: all?.count ?? 0, seats: all?.seats ?? 0 };
  },
});
