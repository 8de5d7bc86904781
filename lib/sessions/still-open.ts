import { and, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sessions } from "@/db/schema";
import type { Actor } from "../actor";
import { refuse } from "../problems";

/**
 * Makes sure that the session that asks is still open, and keeps it so until the transaction ends: what it makes must not outlive
 * a suspension, a new password or a sign-out that came between. To be asked once its user is locked, whom all of those lock.
 *
 * @returns who made that session, where that was somebody else: what is made with it is theirs too
 * @refuses `signed_out`
 */
export async function requireStillOpen(tx: Transaction, actor: Actor): Promise<string | null> {
  if (actor.kind !== "user") return null;
  const [own] = await tx
    .select({ madeBy: sessions.madeBy })
    .from(sessions)
    .where(and(eq(sessions.id, actor.session.id), gt(sessions.expiresAt, sql`now()`)))
    .for("key share");
  if (!own) refuse("signed_out", "You are signed out. Sign in and try again.");
  return own.madeBy;
}
