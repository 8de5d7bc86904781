import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { operation } from "../operation";
import { countJudging } from "../passwords/count-judging";
import { typedPassword } from "../passwords/fields";
import { hashPassword, passwordMatches } from "../passwords/hash";
import { requireStrong } from "../passwords/strength";
import { refuse } from "../problems";
import { sessionMaxDays } from "../sessions/open-session";
import { countTry, forgetTries } from "../sessions/sign-in-limits";
import { signOutEverywhere } from "../sessions/sign-out-everywhere";
import { signedInActor } from "../sessions/signed-in-actor";
import { changed } from "./changed";
import { requireVersion } from "./manage";
import { lockUser, readBack } from "./read";

/**
 * Changes one's own password. The old one is asked, unless it is a temporary one: whoever holds it has just signed in with
 * it, for this only. Every other session and token ends; the one that asks goes on.
 *
 * @returns how many others ended
 * @refuses `wrong_password`, `rate_limited`, `weak_password`, `not_now`, `changed_meanwhile`
 * @see NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0 6.2.3, 7.4.3
 */
export const changeOwnPassword = operation({
  action: "user.password_changed",
  permission: "signed in",
  duringForcedChange: true,
  input: z.object({
    oldPassword: typedPassword.optional(),
    newPassword: typedPassword,
    expectedVersion: z.number().int().optional(),
  }),

  async prepare({ actor, input }) {
    const me = signedInActor(actor);
    const [mine] = await db().select({ hash: users.passwordHash }).from(users).where(eq(users.id, me.id));
    if (!mine?.hash) refuse("not_now", "This account has no password to change.");

    await countJudging(actor);
    if (!me.mustChangePassword) await requireOldPassword(me, mine.hash, input.oldPassword);
    await requireStrong(input.newPassword, me, "newPassword");
    if (await passwordMatches(mine.hash, input.newPassword)) {
      const message = `It is the ${me.mustChangePassword ? "temporary password" : "old password"}. Choose another one.`;
      refuse("weak_password", message, { fields: { newPassword: message } });
    }
    return { oldHash: mine.hash, newHash: await hashPassword(input.newPassword) };
  },

  async run({ tx, actor, input, prepared }) {
    const me = signedInActor(actor);
    const before = await lockUser(tx, me.id);
    if (input.expectedVersion !== undefined) await requireVersion(tx, before, input.expectedVersion);
    const [now] = await tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, me.id));
    if (now?.hash !== prepared.oldHash) {
      refuse("changed_meanwhile", "Your password was changed meanwhile. Sign in with the new one.");
    }
    await tx
      .update(users)
      .set({
        passwordHash: prepared.newHash,
        passwordChangedAt: sql`now()`,
        temporaryPasswordExpiresAt: null,
        temporaryPasswordBy: null,
        version: sql`${users.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(users.id, me.id));
    await tx
      .update(sessions)
      .set({ expiresAt: sql`now() + make_interval(days => ${sessionMaxDays})` })
      .where(and(eq(sessions.id, me.session.id), ne(sessions.kind, "token")));

    const endedSessions = await signOutEverywhere(tx, me.id, me.session);
    return changed(before, await readBack(tx, me.id), { endedSessions }, { secrets: ["password"] });
  },
});

async function requireOldPassword(
  me: { email: string | null; from: { address: string | null } },
  hash: string,
  old?: string,
) {
  const message = "This is not your current password.";
  if (!old)
    refuse("wrong_password", "Type your current password too.", {
      fields: { oldPassword: "Type your current password." },
    });
  const who = { email: me.email ?? "", address: me.from.address };
  await countTry(who);
  if (!(await passwordMatches(hash, old))) refuse("wrong_password", message, { fields: { oldPassword: message } });
  await forgetTries(who);
}
