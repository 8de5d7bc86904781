import type { Actor } from "../actor";
import { consume } from "../limits/consume";
import { networkOf } from "../limits/network";

/**
 * Judging a password takes a third of a second of a core where somebody chooses it to, during which nobody else is answered: whoever
 * is signed in may have sixty a minute judged, more than anybody types; whoever is not, the same from one address.
 *
 * @refuses `rate_limited`
 */
export const countJudging = (actor: Actor): Promise<void> =>
  consume({
    name: "judge-password",
    of: actor.kind === "user" ? actor.id : networkOf(actor.from.address ?? "unknown"),
    points: 60,
    seconds: 60,
  });
