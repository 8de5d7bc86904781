import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { groups } from "@/db/schema";
import { parseFilter } from "../filter";
import { mapTerms, termsIn, withoutNots } from "../filter-parts";
import { filterSql } from "../filter-sql";
import type { FilterTree } from "../filter-tree";
import { refuse } from "../problems";
import { type UserFilter, userFilter } from "./filter";
import { everyone, isEveryoneName, userConditions } from "./filter-conditions";
import { loginTypes, userStatuses } from "./user";

/** What a filter of users asks, read. */
export type UserTree = FilterTree<UserFilter>;

/** The text of a filter of users; everyone unless told. One that cannot be read is refused with where and why. */
export const filterText = z
  .string({ error: "The filter is text." })
  .default("")
  .superRefine((q, context) => {
    const parsed = parseFilter(userFilter, q);
    if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.error.message });
  });

/**
 * What a filter asks, ready for `matchingUsers` and whoever else looks into it.
 *
 * @refuses `invalid` (a filter that cannot be read)
 */
export async function readUserFilter(db: Database, q: string): Promise<UserTree> {
  const parsed = parseFilter(userFilter, q);
  if (!parsed.ok) refuse("invalid", parsed.error.message, { fields: { q: parsed.error.message } });
  return withGroupIds(db, withoutNots(parsed.tree, { status: userStatuses, login_type: loginTypes }));
}

/** Groups by their ids instead of their names: of those PostgreSQL knows how large they are. A name that no group has is none. */
async function withGroupIds(db: Database, tree: UserTree): Promise<UserTree> {
  const names = new Set(termsIn(tree).flatMap((term) => (term.key === "group" ? term.values : [])));
  if (names.size === 0) return tree;
  const wanted = sql.join(
    [...names].map((name) => sql`(${name}::text)`),
    sql`, `,
  );
  const known = await db.execute<{ name: string; id: string }>(sql`
    select wanted.name, ${groups.id} from (values ${wanted}) wanted(name) join ${groups} on lower(${groups.name}) = lower(wanted.name)`);
  const ids = new Map([...known].map(({ name, id }) => [name, id]));
  const idOf = (name: string) => (isEveryoneName(name) ? everyone : ids.get(name));
  return mapTerms(tree, (term) =>
    term.key === "group" ? { ...term, values: term.values.map(idOf).filter((id) => id !== undefined) } : term,
  );
}

/**
 * The users that match, as a condition on `users`, joined with `seenBeside` where the filter asks when they were seen;
 * undefined for everyone. Ages are counted from `now`.
 */
export const matchingUsers = (tree: UserTree, now = new Date()): SQL | undefined =>
  filterSql(tree, userConditions, now);
