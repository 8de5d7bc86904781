import { and, eq, not, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema";
import { containing } from "../filter-sql";
import { line } from "../input";
import { query } from "../operation";
import { notDeleted } from "../users/read";
import { type Candidate, candidateFor, isMemberOf } from "./candidate";
import { groupId } from "./fields";
import { findGroup } from "./read";

const most = 8;

/**
 * Who could be meant by a text, to put them into a group: everybody whose username, name and email hold every word of
 * it, at most 8 by username, before them whoever is called exactly so. Without a text, the first who are not in it.
 *
 * @refuses `forbidden`, `not_found`, `invalid`
 */
export const suggestMembers = query({
  permission: "groups:manage",
  input: z.object({ groupId, text: line(200, "The text") }),

  async run({ db, input: { groupId, text } }): Promise<Candidate[]> {
    const { id } = await findGroup(db, groupId);
    const find = (is: SQL | undefined) =>
      db.select(candidateFor(id)).from(users).where(and(notDeleted, is)).orderBy(users.usernameKey).limit(most);
    if (text === "") return find(not(isMemberOf(id)));

    const key = text.toLowerCase();
    const isNamed = or(eq(users.usernameKey, key), sql`lower(${users.email}) = ${key}`);
    const holdsAll = and(...text.split(/\s+/).map((word) => sql`${users.searchText} like ${containing(word)}`));
    const [named, others] = await Promise.all([find(isNamed), find(holdsAll)]);
    const ids = new Set(named.map((one) => one.id));
    return [...named, ...others.filter((one) => !ids.has(one.id))].slice(0, most);
  },
});
