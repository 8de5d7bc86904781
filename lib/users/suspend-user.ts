import { operation } from "../operation";
import { signOutEverywhere } from "../sessions/sign-out-everywhere";
import { changed } from "./changed";
import { lockForAct } from "./manage";
import { setStatus } from "./status";
import { statusReason, targetUser } from "./target";
import { takesSeat } from "./user";

/**
 * Stops a user from signing in and ends all their sessions and tokens, in one transaction.
 * Suspending a suspended user changes nothing and records nothing.
 *
 * @returns the user as they now are, the sessions and tokens that ended, and whether a seat became free
 * @refuses `not_found`, `forbidden`, `self_target`, `owner_protected`, `changed_meanwhile`, `last_owner`
 * @see docs/permissions.md; OWASP ASVS 5.0 7.4.2
 */
export const suspendUser = operation({
  action: "user.suspended",
  permission: "users:suspend",
  input: targetUser.extend({ reason: statusReason.nullish() }),

  async run({ tx, actor, input }) {
    const before = await lockForAct(tx, actor, "suspend", input);
    if (before.status === "suspended")
      return changed(before, before, { user: before, endedSessions: 0, freedSeat: false });

    const endedSessions = await signOutEverywhere(tx, before.id);
    const { reason } = input;
    const user = await setStatus(tx, before, "suspended", { by: actor, reason, endedSessions });
    return changed(before, user, { user, endedSessions, freedSeat: takesSeat(before) }, { reason });
  },
});
