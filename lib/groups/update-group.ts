import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { groups } from "@/db/schema";
import { operation } from "../operation";
import { type AuditedGroup, audited, changed } from "./changed";
import { refuseEveryone, requireNotNamedEveryone } from "./everyone";
import { avatarUrl, groupDisplayName, groupId, groupName, quotaAllowance } from "./fields";
import { addMembers, findNamedUsers, removeMembers, userNames } from "./members";
import { lockGroup, readBack } from "./read";

/**
 * Changes a group's fields and members; what is left out stays. Adding someone who is in it and removing someone who is
 * not changes nothing.
 *
 * @param input addUsers, removeUsers ids or usernames, at most 1,000 of each
 * @returns the group as it now is
 * @refuses `not_found` (the group, one of the users), `forbidden` (also for `Everyone`), `taken`, `invalid`
 */
export const updateGroup = operation({
  action: "group.updated",
  permission: "groups:manage",
  input: z.object({
    groupId,
    name: groupName.optional(),
    displayName: groupDisplayName.optional(),
    avatarUrl: avatarUrl.optional(),
    quotaAllowance: quotaAllowance.optional(),
    addUsers: userNames.default([]),
    removeUsers: userNames.default([]),
  }),
  target: (input) => ({ type: "group", id: input.groupId }),

  prepare: ({ input }) => refuseEveryone(input.groupId),

  async run({ tx, input }) {
    requireNotNamedEveryone(input.name);
    const before = await lockGroup(tx, input.groupId);
    const { toAdd, toRemove } = await findNamedUsers(tx, input);
    const added = await addMembers(tx, before.id, toAdd);
    const removed = await removeMembers(tx, before.id, toRemove);

    const was = audited(before);
    const next: AuditedGroup = {
      name: input.name ?? was.name,
      displayName: input.displayName ?? was.displayName,
      avatarUrl: input.avatarUrl ?? was.avatarUrl,
      quotaAllowance: input.quotaAllowance ?? was.quotaAllowance,
    };
    const sameFields = JSON.stringify(next) === JSON.stringify(was);
    if (sameFields && added.length + removed.length === 0) return changed(before, before);

    await tx
      .update(groups)
      .set({ ...next, updatedAt: sql`now()` })
      .where(eq(groups.id, before.id));
    return changed(before, await readBack(tx, before.id), {
      ...(added.length > 0 && { added: [null, added] }),
      ...(removed.length > 0 && { removed: [removed, null] }),
    });
  },
});
