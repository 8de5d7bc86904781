import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { sessions, userRoles, users } from "@/db/schema";
import { nameOf } from "../actor";
import { operation } from "../operation";
import { can, everyPermission, roles } from "../permissions";
import { clientName } from "../sessions/client-name";
import { changed } from "./changed";
import { lockForAct } from "./manage";
import { readBack } from "./read";
import { targetUser } from "./target";

export const roleList = z.array(z.enum(roles, { error: `A role is one of ${roles.join(", ")}.` })).max(20);

/**
 * Gives a user exactly these roles; those left out are taken away. It holds on their next request. Where they may do more than
 * before, tokens that others made for them end, and what was made with those: who holds one would have come by the new power too.
 *
 * @returns the user as they now are
 * @refuses `not_found`, `forbidden`, `self_target`, `changed_meanwhile`, `last_owner`
 */
export const setRoles = operation({
  action: "user.roles_changed",
  permission: "roles:assign",
  input: targetUser.extend({ roles: roleList }),

  async run({ tx, actor, input }) {
    const before = await lockForAct(tx, actor, "setRoles", input);
    const taken = before.roles.filter((role) => !input.roles.includes(role));
    const given = roles.filter((role) => input.roles.includes(role) && !before.roles.includes(role));
    if (taken.length + given.length === 0) return changed(before, before, { user: before });

    if (given.length > 0) {
      await tx.insert(userRoles).values(given.map((role) => ({ userId: before.id, role, grantedBy: nameOf(actor) })));
    }
    if (taken.length > 0) {
      await tx.delete(userRoles).where(and(eq(userRoles.userId, before.id), inArray(userRoles.role, taken)));
    }
    await tx
      .update(users)
      .set({ version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, before.id));

    const user = await readBack(tx, before.id);
    const gains = everyPermission.some((permission) => can(user, permission) && !can(before, permission));
    const ended = gains ? await endTokensOfOthers(tx, user.id) : [];
    return changed(before, user, { user }, ended.length > 0 ? { also: { tokens: [ended, []] } } : {});
  },
});

/** The names of those that ended. */
async function endTokensOfOthers(tx: Transaction, userId: string): Promise<string[]> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), isNotNull(sessions.madeBy)))
    .returning({ name: sessions.name, userAgent: sessions.userAgent });
  return ended.map(({ name, userAgent }) => name || clientName(userAgent));
}
