import type { Actor, SignedIn } from "../actor";
import { refuse } from "../problems";

/**
 * The actor as a user, for what is only about oneself.
 *
 * @refuses `signed_out`, also for operators and the system: they have no account
 */
export function signedInActor(actor: Actor): SignedIn {
  if (actor.kind !== "user") refuse("signed_out", "You are signed out. Sign in and try again.");
  return actor;
}
