import { createHash, createHmac, hkdfSync } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";

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
