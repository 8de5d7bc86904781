import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Actor } from "../actor";
import { consume } from "../limits/consume";
import { operation } from "../operation";
import { can } from "../permissions";
import { changed } from "./changed";
import { displayName, email, username } from "./fields";
import { lockBothForAct, requireManageable } from "./manage";
import { readBack } from "./read";
import { targetUser } from "./target";

/**
 * Changes a user's username, display name or email; what is left out stays. People change their own username and
 * name. An email is what one signs in with, so changing it could take over the account and asks for more.
 *
 * @returns the user as they now are
 * @refuses `not_found`, `forbidden`, `owner_protected`, `above_you`, `taken`, `changed_meanwhile`,
 *   `rate_limited` a member who tries name after name
 */
export const updateProfile = operation({
  action: "user.updated",
  permission: "signed in",
  input: targetUser.extend({
    username: username.optional(),
    name: displayName.optional(),
    email: email.nullish(),
  }),

  prepare: ({ actor, input }) => countRename(actor, input.username),

  async run({ tx, actor, input }) {
    const { self, user: before } = await lockBothForAct(tx, actor, "editProfile", input);
    const next = {
      username: input.username ?? before.username,
      name: input.name ?? before.name,
      email: input.email ?? before.email,
    };
    if (next.email !== before.email) requireManageable(self, "changeEmail", before);
    if (next.username === before.username && next.name === before.name && next.email === before.email) {
      return changed(before, before, { user: before });
    }

    await tx
      .update(users)
      .set({ ...next, version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, before.id));
    const user = await readBack(tx, before.id);
    return changed(before, user, { user });
  },
});

/** That a name is taken has to be told, also to a member, who must not learn by it who there is: not of many. */
async function countRename(actor: Actor, username: string | undefined): Promise<void> {
  if (username === undefined || actor.kind !== "user" || actor.username === username || can(actor, "users:read"))
    return;
  await consume({ name: "rename", of: actor.id, points: 20, seconds: 3600 });
}
