import type { SQL } from "drizzle-orm";
import { z } from "zod";
import { parseFilter } from "../filter";
import { withoutNots } from "../filter-parts";
import { filterSql } from "../filter-sql";
import type { FilterTree } from "../filter-tree";
import { refuse } from "../problems";
import { type UserFilter, userFilter } from "./filter";
import { userConditions } from "./filter-conditions";
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

/** @refuses `invalid` (a filter that cannot be read) */
export function readUserFilter(q: string): UserTree {
  const parsed = parseFilter(userFilter, q);
  if (!parsed.ok) refuse("invalid", parsed.error.message, { fields: { q: parsed.error.message } });
  return withoutNots(parsed.tree, { status: userStatuses, login_type: loginTypes });
}

/**
 * The users that match, as a condition on `users`, joined with `seenBeside` where the filter asks when they were seen;
 * undefined for everyone. Ages are counted from `now`.
 */
export const matchingUsers = (tree: UserTree, now = new Date()): SQL | undefined =>
  filterSql(tree, userConditions, now);
