import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Transaction } from "@/db/client";
import { auditEntries, users } from "@/db/schema";
import { maySee, noSuchUser } from "../access";
import type { Actor, SignedIn } from "../actor";
import { Refusal, refuse } from "../problems";
import { notNow, type UserAct, whyNot } from "./acts";
import { findUser, lockUser } from "./read";
import type { User } from "./user";

type About = { userId: string; expectedVersion?: number | undefined };

/**
 * The target of an act, locked, once it is sure that the actor may do it and saw its newest version. The actor is locked and
 * read anew too: of two who take each other's power at the same moment, the second has none any more.
 *
 * @refuses `signed_out`, `must_change_password`, `not_found`, `forbidden`, `self_target`, `owner_protected`, `above_you`, `changed_meanwhile`, `not_now`
 */
export async function lockForAct(tx: Transaction, actor: Actor, act: UserAct, about: About): Promise<User> {
  return (await lockBothForAct(tx, actor, act, about)).user;
}

/** The same, with the actor as they are now, for what has to be asked about them besides. */
export async function lockBothForAct(
  tx: Transaction,
  actor: Actor,
  act: UserAct,
  about: About,
): Promise<{ self: Actor; user: User }> {
  const self = await lockBoth(tx, actor, about.userId);
  const user = await lockUser(tx, about.userId);
  requireManageable(self, act, user);
  const obstacle = notNow(act, user);
  if (obstacle) refuse("not_now", obstacle);
  if (about.expectedVersion !== undefined) await requireVersion(tx, user, about.expectedVersion);
  return { self, user };
}

/** Locks actor and target, always in the same order, and gives the actor as they are now. */
async function lockBoth(tx: Transaction, actor: Actor, targetId: string): Promise<Actor> {
  if (actor.kind !== "user" || actor.id === targetId || !isUuid(targetId)) return actor;
  const both = inArray(users.id, [actor.id, targetId]);
  await tx.select({ id: users.id }).from(users).where(both).orderBy(asc(users.id)).for("update");
  return asNow(tx, actor);
}

/**
 * The actor as they are now, who stays so until the transaction ends: for what is about no user that is there, and had slow work
 * before it.
 *
 * @refuses `signed_out`, `must_change_password`
 */
export async function actorNow(tx: Transaction, actor: Actor): Promise<Actor> {
  if (actor.kind !== "user") return actor;
  await tx.select({ id: users.id }).from(users).where(eq(users.id, actor.id)).for("share");
  return asNow(tx, actor);
}

async function asNow(tx: Transaction, actor: SignedIn): Promise<Actor> {
  const now = await findUser(tx, actor.id);
  if (!now || now.status === "suspended") refuse("signed_out", "You are signed out. Sign in and try again.");
  if (now.mustChangePassword && !actor.mustChangePassword) {
    refuse("must_change_password", "Choose a new password first: yours is a temporary one.");
  }
  return { ...actor, roles: now.roles };
}

/**
 * @refuses `not_found` to whoever may not know of the target, else what `whyNot` says. Operators and the system may act
 *   on anybody.
 */
export function requireManageable(actor: Actor, act: UserAct, target: User): void {
  if (actor.kind === "operator" || actor.kind === "system") return;
  if (!maySee(actor, target.id)) noSuchUser();
  const problem = actor.kind === "user" && whyNot(act, actor, target);
  if (problem) throw new Refusal(problem);
}

/** Refuses to overwrite what somebody else changed after the actor looked; says who it was. */
export async function requireVersion(tx: Transaction, user: User, expected: number): Promise<void> {
  if (user.version === expected) return;
  const [last] = await tx
    .select({ by: auditEntries.actorName, kind: auditEntries.actorKind })
    .from(auditEntries)
    .where(and(eq(auditEntries.targetId, user.id), eq(auditEntries.outcome, "done")))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(1);
  const who = last?.by ?? (last?.kind === "system" ? "the system" : "someone else");
  refuse(
    "changed_meanwhile",
    `${user.username} was changed meanwhile by ${who}. Look at it as it is now, then try again.`,
  );
}
