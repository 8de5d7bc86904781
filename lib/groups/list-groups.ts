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
import { type Group, nameOfEveryone } from "./group";
import { holding, isCalled, publicGroup } from "./read";

/**
 * Every group, `Everyone` first, then by name.
 *
 * @param input hasMember only groups that hold this user: an id, a username or `me`
 * @param input groupIds only these groups: ids or names; one that is not there is left out
 * @param input text only groups with this in their name or display name, in any case
 * @refuses `forbidden`, `invalid` (nobody's id or username)
 */
export const listGroups = query({
  permission: "users:read",
  input: z.object({
    hasMember: z.string().optional(),
    groupIds: z.array(groupId).max(1000, "At most 1,000 groups at a time.").optional(),
    text: z.string().default(""),
  }),

  async run({ db, actor, input: { hasMember, groupIds, text } }): Promise<{ groups: Group[] }> {
    const held = hasMember === undefined ? undefined : await groupsOf(db, actor, hasMember);
    const wanted = groupIds && (or(...groupIds.map(isCalled)) ?? sql`false`);
    const [first, rows] = await Promise.all([
      hasEveryone(groupIds, text).then((has) => (has ? everyone(db) : null)),
      db
        .select(publicGroup)
        .from(groups)
        .where(and(held, wanted, holding(text)))
        .orderBy(sql`lower(${groups.name}) collate "C"`),
    ]);
    return { groups: first ? [first, ...rows] : rows };
  },
});

/** The groups with a row that hold the user. `Everyone` holds every user there is. */
async function groupsOf(db: Database, actor: Actor, name: string): Promise<SQL> {
  const user = await findUser(db, await userIdOf(actor, name));
  if (!user) refuse("invalid", "There is no such user.", { fields: { hasMember: "There is no such user." } });
  const theirs = db.select({ id: groupMembers.groupId }).from(groupMembers).where(eq(groupMembers.userId, user.id));
  return inArray(groups.id, theirs);
}

async function hasEveryone(wanted: string[] | undefined, text: string): Promise<boolean> {
  if (!nameOfEveryone.toLowerCase().includes(text.toLowerCase())) return false;
  return !wanted || (await Promise.all(wanted.map(isEveryone))).includes(true);
}
