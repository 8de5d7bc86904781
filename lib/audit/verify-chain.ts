import { asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { auditChain, auditEntries, auditSeals, auditUnsealed, users } from "@/db/schema";
import { config } from "../config";
import { query } from "../operation";
import { entryLine, isSigned, type SealKey, sealKeys, sealOf } from "./chain";
import { sealEntries } from "./seal";

const batchSize = 2000;

/** Where the chain does not hold any more. */
export type Break = {
  /** The number of the seal; null: an entry that has none. */
  number: number | null;
  entryId: string | null;
  /** In a sentence. */
  why: string;
};

export type Verified = {
  /** How many entries are sealed. */
  length: number;
  /** The last seal, in hex: whoever notes it down can tell later that nothing before it was made anew. */
  head: string;
  /** The first place that does not hold; null: all of it does. */
  broken: Break | null;
};

/**
 * Whether the audit log is as it was written: walks the chain over all entries, from the first, as it stands at one moment.
 *
 * @param expect a seal that was noted down earlier, which has to be in it still
 * @refuses `forbidden`
 */
export const verifyChain = query({
  permission: "audit:read",
  input: z.object({
    expect: z.object({ number: z.number().int().min(1), hash: z.string() }).optional(),
  }),

  async run({ db, input: { expect } }): Promise<Verified> {
    await sealEntries().catch(() => {}); // Where it cannot, the walk tells why.
    return db.transaction((tx) => walk(tx, expect), { isolationLevel: "repeatable read", accessMode: "read only" });
  },
});

async function walk(tx: Transaction, expect: { number: number; hash: string } | undefined): Promise<Verified> {
  const keys = sealKeys(config());
  let at = { number: 0, hash: "" };
  const ends = (broken: Break | null): Verified => ({ length: at.number, head: at.hash, broken });

  for (;;) {
    const links = await tx
      .select({
        number: auditSeals.number,
        entryId: auditSeals.entryId,
        key: auditSeals.key,
        hash: auditSeals.hash,
        found: auditEntries.id,
        line: entryLine,
      })
      .from(auditSeals)
      .leftJoin(auditEntries, eq(auditEntries.id, auditSeals.entryId))
      .where(gt(auditSeals.number, at.number))
      .orderBy(asc(auditSeals.number))
      .limit(batchSize);
    for (const link of links) {
      const why = whatIsWrong(link, at, keys.get(link.key));
      if (why)
        return ends({ number: at.number + 1, entryId: link.number === at.number + 1 ? link.entryId : null, why });
      at = { number: link.number, hash: link.hash };
      if (expect?.number === at.number && expect.hash !== at.hash) {
        return ends({
          number: at.number,
          entryId: link.entryId,
          why: "It is not the seal that was noted down: everything up to it was made anew.",
        });
      }
    }
    if (links.length < batchSize) break;
  }
  return ends((await wrongAtEnd(tx, at, keys, expect)) ?? (await wrongBeside(tx)));
}

type Link = { number: number; key: string; hash: string; found: string | null; line: string };
type Place = { number: number; hash: string };

function whatIsWrong(link: Link, before: Place, key: SealKey | undefined): string | null {
  if (link.number !== before.number + 1) return "This seal is gone.";
  if (link.found === null) return "The entry of this seal is gone.";
  if (!key) return "It was sealed under another ROSTER_SECRET: give that one as ROSTER_SECRET_BEFORE.";
  const holds = sealOf(key, before.hash, link.number, link.line) === link.hash;
  return holds ? null : "The entry, or its place, is not what was sealed.";
}

/** Whether it was once longer, which no link in it can tell. */
async function wrongAtEnd(
  tx: Transaction,
  at: Place,
  keys: Map<string, SealKey>,
  expect: Place | undefined,
): Promise<Break | null> {
  const [end] = await tx.select().from(auditChain);
  const broken = (why: string): Break => ({ number: at.number + 1, entryId: null, why });
  if (end && end.length > at.number) return broken(`The log went on to number ${end.length}: its end was cut off.`);
  if (end?.length !== at.number || end.hash !== at.hash || !isSigned(end, keys.values())) {
    return broken("The end of the chain was changed.");
  }
  if (expect && expect.number > at.number)
    return broken(`Number ${expect.number} was noted down: the end was cut off.`);
  if (at.number > 0) return null;
  const [somebody] = await tx.select({ id: users.id }).from(users).limit(1);
  const [waiting] = await tx.select({ id: auditUnsealed.entryId }).from(auditUnsealed).limit(1);
  return somebody && !waiting
    ? broken("There are users, and no entry tells who made them: the log was emptied.")
    : null;
}

/** Whether there are entries beside the chain that have no business there. */
async function wrongBeside(tx: Transaction): Promise<Break | null> {
  const [waiting] = await tx
    .select({ id: auditUnsealed.entryId, at: auditEntries.at })
    .from(auditUnsealed)
    .leftJoin(auditEntries, eq(auditEntries.id, auditUnsealed.entryId))
    .where(sql`${auditEntries.id} is null or ${auditEntries.at} < now() - make_interval(secs => ${longestWaitSeconds})`)
    .limit(1);
  if (waiting) {
    const since = waiting.at?.toISOString();
    const why = since
      ? `This entry has been waiting since ${since}: nothing is sealed.`
      : "This entry was to be sealed, and is gone.";
    return { number: null, entryId: waiting.id, why };
  }
  const [loose] = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .leftJoin(auditSeals, eq(auditSeals.entryId, auditEntries.id))
    .leftJoin(auditUnsealed, eq(auditUnsealed.entryId, auditEntries.id))
    .where(sql`${auditSeals.number} is null and ${auditUnsealed.entryId} is null`)
    .limit(1);
  return loose
    ? { number: null, entryId: loose.id, why: "This entry was never sealed: it was not written by Roster." }
    : null;
}

/** An entry that waits for so long to be sealed can have been changed meanwhile: somebody keeps it waiting. */
const longestWaitSeconds = 60;
