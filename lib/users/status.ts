import { inArray, sql } from "drizzle-orm";
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
  await setAllStatuses(tx, [user], to, how);
  return readBack(tx, user.id);
}

/** Sets the status of many locked users, none of whom needs a seat for it, and adds to the history of each. */
export async function setAllStatuses(tx: Transaction, all: User[], to: UserStatus, how: How): Promise<void> {
  const ids = all.map(({ id }) => id);
  const own = how.by.kind === "user" && ids.includes(how.by.id);
  await tx
    .update(users)
    .set({
      status: to,
      statusSince: sql`now()`,
      statusBy: own ? null : nameOf(how.by),
      statusReason: how.reason ?? null,
      version: sql`${users.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(inArray(users.id, ids));
  await tx.insert(userStatusChanges).values(all.map((user) => historyLine(user.id, user.status, to, how)));
}

/** One line of a user's status history. `from` null: created; `to` null: deleted. */
export async function recordStatus(
  tx: Transaction,
  userId: string,
  from: UserStatus | null,
  to: UserStatus | null,
  how: How,
): Promise<void> {
  await tx.insert(userStatusChanges).values(historyLine(userId, from, to, how));
}

/** What somebody did themselves stands there without a name: theirs may change. */
const historyLine = (
  userId: string,
  from: UserStatus | null,
  to: UserStatus | null,
  { by, reason = null, endedSessions = 0 }: How,
) => {
  const own = by.kind === "user" && by.id === userId;
  return { userId, from, to, actorKind: by.kind, actorName: own ? null : nameOf(by), reason, endedSessions };
};
