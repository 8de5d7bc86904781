import { and, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { groupMemberCounts, groupMembers, userRoles, userSeen, users } from "@/db/schema";
import { isTerm } from "../filter-parts";
import { filterSql } from "../filter-sql";
import { query } from "../operation";
import { asksForFew, asksForKinds, countByKinds, countEverybody } from "./counts";
import {
  asksForText,
  asksWhenSeen,
  candidates,
  everyone,
  fetched,
  inGroups,
  ofSeen,
  storedRoles,
} from "./filter-conditions";
import { filterText, matchingUsers, readUserFilter, type UserTree } from "./matching";
import { notDeleted, seenBeside } from "./read";

/**
 * How many users match a filter, exactly. Statuses, login types and groups are counted already, roles, several groups and times are counted
 * in narrow tables of their own; anything else costs the more the more users match.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read)
 */
export const countUsers = query({
  permission: "users:read",
  input: z.object({ q: filterText }),

  run: async ({ db, input }) => countMatching(db, await readUserFilter(db, input.q)),
});

async function countMatching(db: Database, tree: UserTree): Promise<number> {
  if (asksForKinds(tree)) return countByKinds(db, tree);
  const narrow = asksForText(tree) && (await expected(db, sidesOf(tree))) < commonFrom * (await countEverybody(db));
  const [row] = await db.execute<{ total: number }>(sql`select ${await counting(db, tree, narrow)}`);
  return Number(row?.total ?? 0);
}

/** Where more than this share matches, reading all of an index is quicker than fetching the rows that an index of texts finds. */
const commonFrom = 0.15;

const sidesOf = (tree: UserTree) => (tree.is === "any" ? tree.of : [tree]);

/** About how many match any of these, as PostgreSQL would plan with. Together it thinks of either-or as of half of all. */
async function expected(db: Database, sides: UserTree[]): Promise<number> {
  const plans = sides.map((tree) =>
    db.execute<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
      sql`explain (format json) select from ${users} ${besideOf(tree)} where ${and(notDeleted, matchingUsers(tree))}`,
    ),
  );
  const rows = (await Promise.all(plans)).map(([row]) => row?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0);
  return rows.reduce((sum, some) => sum + some, 0);
}

const besideOf = (tree: UserTree) => (asksWhenSeen(tree) ? sql`join ${userSeen} on ${seenBeside}` : sql``);

/**
 * The number as SQL, counted in the narrowest tables that know it. Nobody who is deleted stands in those of roles and groups.
 *
 * @param narrow few match: the rows are fetched that an index of texts finds
 */
async function counting(db: Database, tree: UserTree, narrow: boolean): Promise<SQL> {
  const only = tree.is === "all" && tree.of.length === 1 && tree.of[0] ? tree.of[0] : tree;
  if (isTerm(only) && only.key === "role" && !only.values.includes("member")) {
    const roles = only.values.flatMap(storedRoles);
    return sql`count(distinct ${userRoles.userId}) as total from ${userRoles} where ${inArray(userRoles.role, roles)}`;
  }
  if (isTerm(only) && only.key === "group" && !only.values.includes(everyone)) {
    const [group, ...others] = only.values;
    if (group && others.length === 0)
      return sql`coalesce(sum(count), 0) as total from ${groupMemberCounts} where group_id = ${group}`;
    return sql`count(distinct ${groupMembers.userId}) as total from ${groupMembers} where ${inGroups(only.values)}`;
  }
  if (ofSeen.answers(tree)) {
    return sql`count(*) as total from ${userSeen} where ${and(ofSeen.known, filterSql(tree, ofSeen.conditions, new Date()))}`;
  }
  if (!narrow)
    return sql`count(*) as total from ${users} ${besideOf(tree)} where ${and(notDeleted, matchingUsers(tree))}`;
  // Each side by the index that is best for it.
  const sides = await Promise.all(
    sidesOf(tree).map(async (side) => {
      const fromFew = asksForText(side) && (await asksForFew(db, side));
      const byText = fromFew ? undefined : and(candidates(side), asksForText(side) ? fetched : undefined);
      const where = and(notDeleted, matchingUsers(side), byText);
      return sql`select ${users.id} from ${users} ${besideOf(side)} where ${where}`;
    }),
  );
  return sql`count(*) as total from (${sql.join(sides, sql` union `)}) found`;
}
