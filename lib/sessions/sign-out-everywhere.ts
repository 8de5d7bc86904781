import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sessions } from "@/db/schema";

/** Ends all sessions and tokens of a user, but for the one that is kept. How many ended. */
export async function signOutEverywhere(tx: Transaction, userId: string, keep?: { id: string }): Promise<number> {
  const theirs = eq(sessions.userId, userId);
  const ended = await tx
    .delete(sessions)
    .where(keep ? and(theirs, ne(sessions.id, keep.id)) : theirs)
    .returning({ id: sessions.id });
  return ended.length;
}
