import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { nameOf } from "../actor";
import { operation } from "../operation";
import { temporaryPasswordHours, typedPassword } from "../passwords/fields";
import { hashPassword } from "../passwords/hash";
import { requireStrong } from "../passwords/strength";
import { signOutEverywhere } from "../sessions/sign-out-everywhere";
import { changed } from "./changed";
import { inHours } from "./insert-user";
import { lockForAct } from "./manage";
import { findUser, readBack } from "./read";
import { targetUser } from "./target";

/**
 * Replaces a user's password by a temporary one, and ends all their sessions and tokens. It is good for 24 hours, and
 * only to choose a new password with.
 *
 * @returns the user as they now are, the sessions and tokens that ended, and when the password expires
 * @refuses `not_found`, `forbidden`, `self_target`, `owner_protected`, `above_you`, `not_now`, `weak_password`,
 *   `changed_meanwhile`
 * @see docs/permissions.md; OWASP ASVS 5.0 6.4.1, 7.4.3
 */
export const resetPassword = operation({
  action: "user.password_reset",
  permission: "users:reset-password",
  input: targetUser.extend({ password: typedPassword }),

  async prepare({ input }) {
    const owner = await findUser(db(), input.userId);
    if (owner) await requireStrong(input.password, owner);
    return hashPassword(input.password);
  },

  async run({ tx, actor, input, prepared: passwordHash }) {
    const before = await lockForAct(tx, actor, "resetPassword", input);
    const endedSessions = await signOutEverywhere(tx, before.id);
    const [set] = await tx
      .update(users)
      .set({
        passwordHash,
        passwordChangedAt: sql`now()`,
        temporaryPasswordExpiresAt: inHours(temporaryPasswordHours),
        temporaryPasswordBy: nameOf(actor),
        version: sql`${users.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(users.id, before.id))
      .returning({ expiresAt: users.temporaryPasswordExpiresAt });

    const user = await readBack(tx, before.id);
    return changed(before, user, { user, endedSessions, expiresAt: set?.expiresAt ?? null }, { secrets: ["password"] });
  },
});
