import { createHash, createHmac, hkdfSync } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Config } from "../config";

/** What a link of the chain over the audit entries is made of. */

/**
 * An entry as one text that says the same on every server: what a seal is made of. Whoever adds a column makes a new version,
 * for the entries from then on.
 */
export const entryLine: SQL<string> = sql<string>`jsonb_build_array('v1', ${auditEntries.id},
  (extract(epoch from ${auditEntries.at}) * 1000)::bigint, ${auditEntries.action}, ${auditEntries.outcome},
  ${auditEntries.reason}, ${auditEntries.actorKind}, ${auditEntries.actorId}, ${auditEntries.actorName},
  ${auditEntries.sessionId}, ${auditEntries.address}, ${auditEntries.userAgent}, ${auditEntries.requestId},
  ${auditEntries.targetType}, ${auditEntries.targetId}, ${auditEntries.targetName}, ${auditEntries.changes})::text`;

/** What seals are made with. Whoever holds the database alone does not have it, and cannot make a chain that holds. */
export type SealKey = { id: string; bytes: Buffer };

/** From `ROSTER_SECRET`, which is not in the database. */
export function sealKey(secret: string): SealKey {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "roster: audit chain", 32));
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 16), bytes };
}

/** The seal of an entry, in hex. `before` is that of the entry before; empty for the first. */
export const sealOf = (key: SealKey, before: string, number: number, line: string): string =>
  createHmac("sha256", key.bytes).update(`${before}\n${number}\n${line}`).digest("hex");

/** Where the chain ends. */
export type ChainEnd = { length: number; hash: string; signature: string };

/** What shows that an end was written by somebody who has the key. */
export const signatureOf = (key: SealKey, { length, hash }: Pick<ChainEnd, "length" | "hash">): string =>
  createHmac("sha256", key.bytes).update(`end\n${length}\n${hash}`).digest("hex");

/** Before the first entry nothing is signed. */
export const isSigned = (end: ChainEnd, keys: Iterable<SealKey>): boolean =>
  (end.length === 0 && end.signature === "") || [...keys].some((key) => signatureOf(key, end) === end.signature);

/** The keys of now and before, by their ids. */
export function sealKeys({
  secret = "",
  secretsBefore,
}: Pick<Config, "secret" | "secretsBefore">): Map<string, SealKey> {
  return new Map([secret, ...secretsBefore].map(sealKey).map((key) => [key.id, key]));
}
