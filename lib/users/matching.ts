import type { SQL } from "drizzle-orm";
import { z } from "zod";
import { parseFilter } from "../filter";
import { filterSql } from "../filter-sql";
import { refuse } from "../problems";
import { userFilter } from "./filter";
import { userConditions } from "./filter-conditions";

/** The text of a filter of users; everyone unless told. One that cannot be read is refused with where and why. */
export const filterText = z
  .string({ error: "The filter is text." })
  .default("")
  .superRefine((q, context) => {
    const parsed = parseFilter(userFilter, q);
    if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.error.message });
  });

/**
 * The users that match a filter, as a condition on `users` joined with `seenBeside`; undefined for everyone. Ages in
 * it are counted from `now`.
 *
 * @refuses `invalid` (a filter that cannot be read)
 */
export function matchingUsers(q: string, now = new Date()): SQL | undefined {
  const parsed = parseFilter(userFilter, q);
  if (!parsed.ok) refuse("invalid", parsed.error.message, { fields: { q: parsed.error.message } });
  return filterSql(parsed.tree, userConditions, now);
}
