import { z } from "zod";
import { line } from "../input";
import { query } from "../operation";
import { everyone } from "../users/filter-conditions";
import { findUsers } from "../users/find";
import type { User } from "../users/user";
import { groupId } from "./fields";
import { findGroup } from "./read";

/** `next` is the `after` of the next page; null at the end. */
export type GroupMemberPage = { members: User[]; next: string | null };

/**
 * A page of a group's members, by username; deleted users are not among them.
 *
 * @param input after a username, in any case, to go on behind
 * @refuses `forbidden`, `not_found`, `invalid`
 */
export const listGroupMembers = query({
  permission: "users:read",
  input: z.object({
    groupId,
    after: line(32, "The username to go on behind").optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(1000),
  }),

  async run({ db, input: { groupId, after, limit } }): Promise<GroupMemberPage> {
    const group = await findGroup(db, groupId);
    const found = await findUsers(db, {
      tree: { is: "term", key: "group", values: [group.isEveryone ? everyone : group.id] },
      by: "username",
      descending: false,
      from: after === undefined ? null : { values: [after.toLowerCase()] },
      backwards: false,
      limit: limit + 1,
    });
    const members = found.slice(0, limit);
    const last = members.at(-1);
    return { members, next: last && found.length > limit ? last.username.toLowerCase() : null };
  },
});
