import { and, inArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema";
import { query } from "../operation";
import { notDeleted } from "../users/read";
import { type Candidate, candidateFor } from "./candidate";
import { groupId } from "./fields";
import { canBeAsked, findGroup } from "./read";

/** `unknown`: the names that nobody has, as they were given. */
export type FoundPeople = { found: Candidate[]; unknown: string[] };

/**
 * The users of a list of usernames and emails, in any case, to put them into a group: each once, by username.
 *
 * @refuses `forbidden`, `not_found`, `invalid`
 */
export const findPeople = query({
  permission: "groups:manage",
  input: z.object({ groupId, names: z.array(z.string()).max(1000, "At most 1,000 names at a time.") }),

  async run({ db, input: { groupId, names } }): Promise<FoundPeople> {
    const { id } = await findGroup(db, groupId);
    const keys = names.filter(canBeAsked).map(keyOf);
    const isNamed = or(inArray(users.usernameKey, keys), inArray(sql`lower(${users.email})`, keys));
    const found = await db
      .select(candidateFor(id))
      .from(users)
      .where(and(notDeleted, isNamed))
      .orderBy(users.usernameKey);
    const known = new Set(found.flatMap(({ username, email }) => [keyOf(username), keyOf(email ?? username)]));
    return { found, unknown: names.filter((name) => !known.has(keyOf(name))) };
  },
});

const keyOf = (name: string) => name.toLowerCase();
