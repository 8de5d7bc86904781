import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { userStatusChanges, users } from "@/db/schema";
import { type Actor, nameOf } from "../actor";
import { requireSeat } from "../seats/require-seat";
import { readBack } from "./read";
import type { User, UserStatus } from "./user";

type How = { by: Actor; reason?: string | null; endedSessions?: number };

/**
 * Sets the status of a locked user and adds to its history. The user as they now are.
 *
 * @refuses `no_seat`
 */
export async function setStatus(tx: Transaction, user: User, to: UserStatus, how: How): Promise<User> {
  if (to === "active") await requireSeat(tx, user);
  const byName = how.by.kind === "user" && how.by.id === user.id ? null : nameOf(how.by);
  await tx
    .update(users)
    .set({
      status: to,
      statusSince: sql`now()`,
      statusBy: byName,
      statusReason: how.reason ?? null,
      version: sql`${users.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, user.id));
  await recordStatus(tx, user.id, user.status, to, how);
  return readBack(tx, user.id);
}

/** One line of a user's status history. `from` null: created; `to` null: deleted. */
export async function recordStatus(
  tx: Transaction,
  userId: string,
  from: UserStatus | null,
  to: UserStatus | null,
  { by, reason = null, endedSessions = 0 }: How,
): Promise<void> {
  await tx
    .insert(userStatusChanges)
    .values({ userId, from, to, actorKind: by.kind, actorName: nameOf(by), reason, endedSessions });
}
