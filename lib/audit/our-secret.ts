import { desc } from "drizzle-orm";
import { db } from "@/db/client";
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
    if (chain.length === 0 && chain.signature === "") {
      const signature = signatureOf(sealKey(config().secret ?? ""), chain);
      await tx.update(auditChain).set({ signature });
      return true;
    }
    const keys = sealKeys(config());
    if (isSigned(chain, keys.values())) return true;
    const [last] = await tx.select({ key: auditSeals.key }).from(auditSeals).orderBy(desc(auditSeals.number)).limit(1);
    return last !== undefined && keys.has(last.key);
  });
}
