import { inArray, lt, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { rateLimits, sessions } from "@/db/schema";
import { every } from "./background";
import { markDormant } from "./users/mark-dormant";

const everyMs = 15 * 60_000;

/**
 * The housekeeping of a running server: users unseen for long become dormant, what has expired is cleared away.
 * At the start and every 15 minutes, on one instance at a time. When the database is away it tries again next time.
 *
 * @param report gets what went wrong
 */
export const startSweep = (report?: (error: unknown) => void) => every(everyMs, sweep, report);

/** One round, unless another instance is at it. */
export async function sweep(stopping?: AbortSignal): Promise<void> {
  await db().transaction(async (turn) => {
    const [free] = await turn.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('roster: sweep')) as mine`,
    );
    if (!free?.mine) return;
    await turn.execute(sql`set local idle_in_transaction_session_timeout = 0`); // It waits for all that follows.
    await markDormant({ stopping });
    await clearAway(sessions, sessions.id, lt(sessions.expiresAt, sql`now()`));
    await clearAway(rateLimits, rateLimits.key, lt(rateLimits.expire, sql`now()`));
  });
}

const batchSize = 5000;

/** Deletes what is over, in pieces that are quick however much it is. What somebody is at is left: it waits for nobody, and nobody for it in vain. */
async function clearAway(table: PgTable, key: PgColumn, isOver: SQL): Promise<void> {
  let deleted: number;
  do {
    const some = db().select({ key }).from(table).where(isOver).limit(batchSize).for("update", { skipLocked: true });
    const gone = await db().delete(table).where(inArray(key, some)).returning({ key });
    deleted = gone.length;
  } while (deleted === batchSize);
}
