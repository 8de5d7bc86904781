import type { Actor } from "./actor";
import { can, type Permission, whoMay } from "./permissions";
import { refuse } from "./problems";

/**
 * Who may ask at all: the holders of a permission, any signed-in user (about themselves), anyone, or only an
 * operator at the host or the system itself. Operators and the system hold every permission.
 */
export type Access = Permission | "anyone" | "signed in" | "operator" | "system";

/**
 * Refuses an actor who lacks the access. A plain member gets `not_found` for anyone but themselves: they
 * must not learn who exists.
 *
 * @param about `changes`: more than a question, which a token for reading is not good for
 * @refuses `signed_out`, `must_change_password`, `read_only`, `not_found`, `forbidden`
 */
export function requireAccess(
  actor: Actor,
  access: Access,
  about: { userId?: unknown; duringForcedChange?: boolean | undefined; changes?: boolean },
): void {
  if (access === "anyone") return;
  if (access === "operator" || access === "system") {
    if (actor.kind !== access) refuse("forbidden", "This is done at the host’s own terminal.");
    return;
  }
  if (actor.kind === "operator" || actor.kind === "system") return;
  if (actor.kind === "anonymous") refuse("signed_out", "You are signed out. Sign in and try again.");

  if (actor.mustChangePassword && !about.duringForcedChange) {
    refuse("must_change_password", "Choose a new password first: yours is a temporary one.");
  }
  if (about.changes && actor.session.scope === "read") {
    refuse("read_only", "This token is for reading only. Use one that may do all that its owner may.");
  }
  if (access === "signed in" || can(actor, access)) return;
  if (about.userId !== undefined && about.userId !== actor.id && !can(actor, "users:read")) noSuchUser();
  refuse("forbidden", whoMay(access));
}

/** The one answer about a user who is not there, or whom the actor may not know of. */
export function noSuchUser(): never {
  refuse("not_found", "There is no such user.");
}

/** Oneself, or anybody for those who see all users. */
export function maySee(actor: Actor, userId: string): boolean {
  if (actor.kind === "user") return actor.id === userId || (can(actor, "users:read") && !actor.mustChangePassword);
  return actor.kind !== "anonymous";
}
