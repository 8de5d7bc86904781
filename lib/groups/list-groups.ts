import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { groupMembers, groups } from "@/db/schema";
import type { Actor } from "../actor";
import { query } from "../operation";
import { refuse } from "../problems";
import { findUser } from "../users/read";
import { userIdOf } from "../users/user-id";
import { everyone, isEveryone } from "./everyone";
import { groupId } from "./fields";
import type { Group } from "./group";
import { isCalled, publicGroup } from "./read";

/**
 * Every group, `Everyone` first, then by name.
 *
 * @param input hasMember only groups that hold this user: an id, a username or `me`
 * @param input groupIds only these groups: ids or names; one that is not there is left out
 * @refuses `forbidden`, `invalid` (nobody's id or username)
 */
export const listGroups = query({
  permission: "users:read",
  input: z.object({
    hasMember: z.string().optional(),
    groupIds: z.array(groupId).max(1000, "At most 1,000 groups at a time.").optional(),
  }),

  async run({ db, actor, input: { hasMember, groupIds } }): Promise<{ groups: Group[] }> {
    const held = hasMember === undefined ? undefined : await holding(db, actor, hasMember);
    const wanted = groupIds && (or(...groupIds.map(isCalled)) ?? sql`false`);
    const [first, rows] = await Promise.all([
      hasEveryone(groupIds).then((has) => (has ? everyone(db) : null)),
      db.select(publicGroup).from(groups).where(and(held, wanted)).orderBy(sql`lower(${groups.name}) collate "C"`),
    ]);
    return { groups: first ? [first, ...rows] : rows };
  },
});

/** The groups with a row that hold the user. `Everyone` holds every user there is. */
async function holding(db: Database, actor: Actor, name: string): Promise<SQL> {
  const user = await findUser(db, await userIdOf(actor, name));
  if (!user) refuse("invalid", "There is no such user.", { fields: { hasMember: "There is no such user." } });
  const theirs = db.select({ id: groupMembers.groupId }).from(groupMembers).where(eq(groupMembers.userId, user.id));
  return inArray(groups.id, theirs);
}

async function hasEveryone(wanted: string[] | undefined): Promise<boolean> {
  return !wanted || (await Promise.all(wanted.map(isEveryone))).includes(true);
}
