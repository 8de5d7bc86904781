import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { db } from "@/db/client";
import { theSystem } from "../actor";
import { recordDone } from "../audit/record";
import { config } from "../config";
import { changed } from "./changed";
import { readBack } from "./read";
import { setStatus } from "./status";

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
  for (;;) {
    const batch = await db().transaction(markBatch);
    marked += batch;
    if (batch < batchSize) return marked;
  }
}

async function markBatch(tx: Transaction): Promise<number> {
  const days = config().dormantAfterDays;
  const unseen = await tx.execute<{ id: string }>(sql`
    select u.id from users u join user_seen s on s.user_id = u.id
    where u.status = 'active' and u.deleted_at is null
      and s.last_seen_at <= now() - make_interval(days => ${days})
      and u.status_since <= now() - make_interval(days => ${days})
    order by s.last_seen_at
    limit ${batchSize}
    for update of u skip locked`);

  for (const { id } of unseen) {
    const before = await readBack(tx, id);
    const after = await setStatus(tx, before, "dormant", { by: theSystem });
    await recordDone(tx, theSystem, "user.dormant", changed(before, after, null));
  }
  return unseen.length;
}
