import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { groupMembers, groups } from "@/db/schema";
import { uuidText } from "../input";
import { query } from "../operation";
import { prepared } from "../prepared";
import type { User } from "../users/user";

/** Names of groups by user id, without `Everyone`. Whoever is in none is left out. */
export type GroupsOfUsers = Record<string, string[]>;

/** A user as a list shows them: with the names of their groups, without `Everyone`. */
export type UserInGroups = User & { groups: string[] };

/**
 * Which groups each of these users is in, in one question for all of them: for a page of a list.
 *
 * @refuses `forbidden`, `invalid`
 */
export const listGroupsOf = query({
  permission: "users:read",
  input: z.object({ userIds: z.array(uuidText("This is no user’s id.")).max(1000, "At most 1,000 users at a time.") }),

  async run({ db, input: { userIds } }): Promise<GroupsOfUsers> {
    const rows = await groupsOfUsers(db).execute({ userIds: `{${userIds}}` });
    return Object.fromEntries(rows.map((row) => [row.userId, row.names]));
  },
});

const names = sql<string[]>`array_agg(${groups.name} order by lower(${groups.name}) collate "C")`;

const groupsOfUsers = prepared((db) =>
  db
    .select({ userId: groupMembers.userId, names })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(sql`${groupMembers.userId} = any(${sql.placeholder("userIds")}::uuid[])`)
    .groupBy(groupMembers.userId)
    .prepare("groups_of_users"),
);
