import { desc, sql } from "drizzle-orm";
import { type Database, db, type Transaction } from "@/db/client";
import { auditChain, auditSeals } from "@/db/schema";
import { config } from "../config";
import { isSigned, sealKey, sealKeys, signatureOf } from "./chain";

/**
 * Whether this instance has the secret that the database is in use under, as the end of the audit log’s chain tells. On a database
 * that nobody used yet it becomes ours: of two instances that start at once one is first, and the other one is told.
 *
 * An end that somebody changed is no other secret, and the sealing tells of it.
 */
export async function hasOurSecret(): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [chain] = await tx.select().from(auditChain).for("update");
    if (!chain) return true;
    if (isUnused(chain)) {
      const signature = signatureOf(sealKey(config().secret ?? ""), chain);
      await tx.update(auditChain).set({ signature });
      return true;
    }
    return isUnderOurs(tx, chain);
  });
}

/** The same, only asked. Nobody's is ours, too, and so is that of a database of an earlier version, where nothing tells. */
export async function mayBeOurSecret(): Promise<boolean> {
  const [signed] = await db().execute(sql`select from information_schema.columns
    where table_schema = current_schema() and table_name = 'audit_chain' and column_name = 'signature'`);
  if (!signed) return true;
  const [chain] = await db().select().from(auditChain);
  return !chain || isUnused(chain) || isUnderOurs(db(), chain);
}

type Chain = typeof auditChain.$inferSelect;

const isUnused = ({ length, signature }: Chain) => length === 0 && signature === "";

async function isUnderOurs(db: Database | Transaction, chain: Chain): Promise<boolean> {
  const keys = sealKeys(config());
  if (isSigned(chain, keys.values())) return true;
  const [last] = await db.select({ key: auditSeals.key }).from(auditSeals).orderBy(desc(auditSeals.number)).limit(1);
  return last !== undefined && keys.has(last.key);
}
