import { operation } from "../operation";
import { changed } from "./changed";
import { lockForAct } from "./manage";
import { setStatus } from "./status";
import { statusReason, targetUser } from "./target";

/**
 * Lets a suspended or dormant user work again. Sessions that ended do not come back.
 * Activating an active user changes nothing and records nothing.
 *
 * @returns the user as they now are
 * @refuses `not_found`, `forbidden`, `owner_protected`, `changed_meanwhile`, `no_seat`
 */
export const activateUser = operation({
  action: "user.activated",
  permission: "users:suspend",
  input: targetUser.extend({ reason: statusReason.nullish() }),

  async run({ tx, actor, input }) {
    const before = await lockForAct(tx, actor, "activate", input);
    if (before.status === "active") return changed(before, before, { user: before });

    const { reason } = input;
    const user = await setStatus(tx, before, "active", { by: actor, reason });
    return changed(before, user, { user }, { reason });
  },
});
