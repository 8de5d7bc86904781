import { setTimeout as pause } from "node:timers/promises";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { db } from "@/db/client";
import { userSeen, users } from "@/db/schema";
import { theSystem } from "../actor";
import { recordAllDone } from "../audit/record";
import { config } from "../config";
import { changed } from "./changed";
import { findUsersById, notDeleted, seenBeside } from "./read";
import { setAllStatuses } from "./status";

/** Users in one transaction: short enough that nobody who acts on one of them waits for long. */
const batchSize = 200;

/**
 * Marks the active users dormant whom nobody saw for as many days as the setting says, in batches. Someone whom an
 * admin activated counts as seen at that moment. Rows that somebody else is at work on are left for the next time, so
 * it may run on several instances.
 *
 * It rests after each batch for as long as that took: what it writes goes to the disk before whatever others write, and they would wait for
 * that. Users who came one after the other mostly lie beside one another, and to change those together writes the least.
 *
 * @returns how many became dormant
 */
export async function markDormant({ atOnce = 100_000, stopping }: How = {}): Promise<number> {
  let marked = 0;
  let last: Unseen | undefined;
  do {
    const unseen: Unseen[] = await findUnseen(atOnce, last);
    const ids = unseen.map(({ id }) => id).sort();
    for (let begin = 0; begin < ids.length && !stopping?.aborted; begin += batchSize) {
      const start = performance.now();
      const batch = ids.slice(begin, begin + batchSize);
      marked += await db().transaction((tx) => markBatch(tx, batch));
      if (batch.length === batchSize) await pause(performance.now() - start);
    }
    last = unseen.length === atOnce ? unseen.at(-1) : undefined;
  } while (last && !stopping?.aborted);
  return marked;
}

type How = {
  /** So many are looked up at once, and then marked in the order of their ids. */
  atOnce?: number;
  /** Ends it after the batch that it is at; the others are left for the next time. */
  stopping?: AbortSignal;
};

/** Somebody, and when they were seen last; as text, so that no part of the time is lost. */
type Unseen = { id: string; seen: string };

const tooLongAgo = (time: SQL) => sql`${time} <= now() - make_interval(days => ${config().dormantAfterDays})`;

/** Those after somebody, the longest unseen first: nobody is looked at twice, however many there are. */
async function findUnseen(limit: number, after?: Unseen): Promise<Unseen[]> {
  const { userId, lastSeenAt, status, statusSince } = userSeen;
  return db().execute<Unseen>(sql`
    select ${userId} as id, ${lastSeenAt}::text as seen from ${userSeen}
    where ${status} = 'active' and ${tooLongAgo(sql`${lastSeenAt}`)} and ${tooLongAgo(sql`${statusSince}`)}
      ${after ? sql`and (${lastSeenAt}, ${userId}) > (${after.seen}::timestamptz, ${after.id}::uuid)` : sql``}
    order by ${lastSeenAt}, ${userId}
    limit ${limit}`);
}

/** Marks those of them to whom it still applies. Their number. */
async function markBatch(tx: Transaction, batch: string[]): Promise<number> {
  const unseen = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(userSeen, seenBeside)
    .where(
      and(
        inArray(users.id, batch),
        eq(users.status, "active"),
        notDeleted,
        tooLongAgo(sql`${userSeen.lastSeenAt}`),
        tooLongAgo(sql`${users.statusSince}`),
      ),
    )
    .for("update", { of: users, skipLocked: true });
  const ids = unseen.map(({ id }) => id);
  if (ids.length === 0) return 0;

  const before = await findUsersById(tx, ids);
  await setAllStatuses(tx, before, "dormant", { by: theSystem });
  const after = new Map((await findUsersById(tx, ids)).map((user) => [user.id, user]));
  const changes = before.map((user) => changed(user, after.get(user.id) ?? user, null));
  await recordAllDone(tx, theSystem, "user.dormant", changes);
  return ids.length;
}
