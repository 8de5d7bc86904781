import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { operation } from "../operation";
import { signOutEverywhere } from "../sessions/sign-out-everywhere";
import { changed } from "./changed";
import { lockForAct } from "./manage";
import { recordStatus } from "./status";
import { targetUser } from "./target";
import { takesSeat } from "./user";

/**
 * Deletes a user for good: they are out at once and their username and email are free for others. The row
 * stays, without its secrets, so that the audit log stays readable.
 *
 * @returns the user as they were, and the sessions and tokens that ended
 * @refuses `not_found`, `forbidden`, `self_target`, `owner_protected`, `changed_meanwhile`, `last_owner`
 */
export const deleteUser = operation({
  action: "user.deleted",
  permission: "users:delete",
  input: targetUser,

  async run({ tx, actor, input }) {
    const user = await lockForAct(tx, actor, "delete", input);
    const endedSessions = await signOutEverywhere(tx, user.id);
    await tx
      .update(users)
      .set({
        deletedAt: sql`now()`,
        passwordHash: user.loginType === "none" ? null : "deleted",
        temporaryPasswordExpiresAt: null,
        version: sql`${users.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(users.id, user.id));
    await recordStatus(tx, user.id, user.status, null, { by: actor, endedSessions });
    return changed(user, null, { user, endedSessions, freedSeat: takesSeat(user) });
  },
});
