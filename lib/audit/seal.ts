import { asc, eq, inArray, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { auditChain, auditEntries, auditNames, auditSeals, auditUnsealed } from "@/db/schema";
import { every } from "../background";
import { config } from "../config";
import { entryLine, isSigned, sealKey, sealKeys, sealOf, signatureOf } from "./chain";

const everyMs = 2000;
const batchSize = 1000;

/**
 * Goes on adding new entries to the chain, on one instance at a time. Whoever writes an entry does not wait for it: they
 * would have to take turns.
 *
 * @param report gets what went wrong
 */
export const startSealing = (report: (error: unknown) => void) => every(everyMs, sealEntries, report);

/** Adds all entries that are not in the chain yet, the oldest first, unless another instance is at it. */
export async function sealEntries(): Promise<void> {
  let sealed: number;
  do sealed = await db().transaction(sealSome);
  while (sealed === batchSize);
}

/** Whoever changed the end must not have it signed by us: nothing is sealed until somebody has looked. */
const unsigned =
  "The audit log is not sealed any more: the end of its chain was changed, or ROSTER_SECRET was, and then the earlier one has to be given as ROSTER_SECRET_BEFORE.";

/** The next ones. How many. */
async function sealSome(tx: Transaction): Promise<number> {
  const [turn] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('roster: seal')) as mine`,
  );
  if (!turn?.mine) return 0;
  const waiting = await tx
    .select({
      id: auditEntries.id,
      line: entryLine,
      actor: auditEntries.actorName,
      target: auditEntries.targetName,
      sealed: auditSeals.number,
    })
    .from(auditUnsealed)
    .innerJoin(auditEntries, eq(auditEntries.id, auditUnsealed.entryId))
    .leftJoin(auditSeals, eq(auditSeals.entryId, auditUnsealed.entryId))
    .orderBy(asc(auditUnsealed.entryId)) // As they were made; and however many wait, none is sorted.
    .limit(batchSize);
  if (waiting.length === 0) return 0;
  // One that has its seal already was put back by somebody else: the chain goes on all the same.
  const entries = waiting.filter(({ sealed }) => sealed === null);

  const [chain] = await tx.select().from(auditChain);
  if (!chain) throw new Error("The chain of the audit log has lost its end.");
  if (!isSigned(chain, sealKeys(config()).values())) throw new Error(unsigned);
  const key = sealKey(config().secret ?? "");
  let { length, hash } = chain;
  const seals = entries.map(({ id, line }) => {
    length++;
    hash = sealOf(key, hash, length, line);
    return { number: length, entryId: id, key: key.id, hash };
  });
  if (seals.length > 0) await tx.insert(auditSeals).values(seals);
  await tx.update(auditChain).set({ length, hash, signature: signatureOf(key, { length, hash }) });
  const done = waiting.map(({ id }) => id);
  await tx.delete(auditUnsealed).where(inArray(auditUnsealed.entryId, done));
  await keepNames(tx, entries);
  return waiting.length;
}

/** A part of a name is looked for in the few that there are, not in all entries. */
async function keepNames(tx: Transaction, entries: { actor: string | null; target: string | null }[]): Promise<void> {
  const names = new Set(entries.flatMap(({ actor, target }) => [actor, target]).filter((name) => name !== null));
  if (names.size === 0) return;
  await tx.execute(sql`insert into ${auditNames} (name)
    select distinct lower(name) from unnest(array[${sql.join(
      [...names].map((name) => sql`${name}`),
      sql`, `,
    )}]::text[]) name order by 1
    on conflict do nothing`);
}
