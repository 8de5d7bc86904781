import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { db } from "@/db/client";
import { theSystem } from "../actor";
import { recordAllDone } from "../audit/record";
import { config } from "../config";
import { changed } from "./changed";
import { findUsersById } from "./read";
import { setAllStatuses } from "./status";

/** Users in one transaction: short enough that nobody who acts on one of them waits for long. */
const batchSize = 200;

/**
 * Marks the active users dormant whom nobody saw for as many days as the setting says, in batches. Someone whom an
 * admin activated counts as seen at that moment. Rows that somebody else is at work on are left for the next time, so
 * it may run on several instances.
 *
 * @returns how many became dormant
 */
export async function markDormant(): Promise<number> {
  let marked = 0;
  let from: Place | null = null;
  for (;;) {
    const batch: Place[] = await db().transaction((tx) => markBatch(tx, from));
    marked += batch.length;
    from = batch.at(-1) ?? null;
    if (batch.length < batchSize) return marked;
  }
}

/** Where somebody stands among those who were not seen; as text, so that no part of the time is lost. */
type Place = { id: string; seen: string };

/** The next of them, the longest unseen first: nobody is looked at twice, however many there are. */
async function markBatch(tx: Transaction, from: Place | null): Promise<Place[]> {
  const days = config().dormantAfterDays;
  const unseen = await tx.execute<Place>(sql`
    select u.id, s.last_seen_at::text as seen from users u join user_seen s on s.user_id = u.id
    where s.status = 'active' and u.status = 'active' and u.deleted_at is null
      and s.last_seen_at <= now() - make_interval(days => ${days})
      and u.status_since <= now() - make_interval(days => ${days})
      ${from ? sql`and (s.last_seen_at, s.user_id) > (${from.seen}::timestamptz, ${from.id}::uuid)` : sql``}
    order by s.last_seen_at, s.user_id
    limit ${batchSize}
    for update of u skip locked`);
  const ids = unseen.map(({ id }) => id);
  if (ids.length === 0) return [];

  const before = await findUsersById(tx, ids);
  await setAllStatuses(tx, before, "dormant", { by: theSystem });
  const after = new Map((await findUsersById(tx, ids)).map((user) => [user.id, user]));
  const changes = before.map((user) => changed(user, after.get(user.id) ?? user, null));
  await recordAllDone(tx, theSystem, "user.dormant", changes);
  return [...unseen];
}
