import { and, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sessions } from "@/db/schema";
import { refuse } from "../problems";
import { notIdle } from "./authenticate";

/** More than anybody uses, and few enough to be looked through: lists of them end at 500. */
export const mostSessions = 250;

/**
 * Makes sure that a locked user has not so many sessions and tokens already that one more could hide among them.
 *
 * @refuses `not_now`
 */
export async function requireRoom(tx: Transaction, userId: string): Promise<void> {
  const live = await tx.$count(
    sessions,
    and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`), notIdle()),
  );
  if (live >= mostSessions) {
    refuse("not_now", `There are ${mostSessions} sessions and tokens of this account. End some of them first.`);
  }
}
