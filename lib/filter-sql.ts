import { and, not, or, type SQL, sql } from "drizzle-orm";
import { type FilterTime, type Moment, momentOf } from "./filter-time";
import type { FilterKey, FilterKeys, FilterTerm, FilterTree, FilterValueOf } from "./filter-tree";

/** What a condition gets for a value: a time is the moment it means now, all else is as it was read. */
type Meant<K extends FilterKey> = FilterValueOf<K> extends FilterTime ? Moment : FilterValueOf<K>;

/**
 * What each key asks of a row, given its values. A condition is true or false for every row and never null: then
 * `not` finds exactly the others.
 */
export type FilterConditions<K extends FilterKeys> = { [N in keyof K & string]: (values: Meant<K[N]>[]) => SQL };

/** The tree as a condition, ages counted from `now`; undefined where it asks nothing. */
export function filterSql<K extends FilterKeys>(
  tree: FilterTree<K>,
  conditions: FilterConditions<K>,
  now: Date,
): SQL | undefined {
  if (tree.is === "all") return and(...tree.of.map((part) => filterSql(part, conditions, now)));
  if (tree.is === "any" && tree.of.length === 0) return sql`false`; // Of nothing none can hold.
  if (tree.is === "any") return or(...tree.of.map((part) => filterSql(part, conditions, now)));
  if (tree.is === "not") return not(filterSql(tree.of, conditions, now) ?? sql`true`);
  return termSql(tree as FilterTerm<K>, conditions, now);
}

function termSql<K extends FilterKeys>({ key, values }: FilterTerm<K>, conditions: FilterConditions<K>, now: Date) {
  const meant = values.map((value) => (typeof value === "object" ? momentOf(value, now) : value));
  // A term's values are of its key's kind, which the compiler cannot follow through the table.
  const condition = conditions[key] as (values: unknown[]) => SQL;
  return sql`(${condition(meant)})`;
}

/** A condition that holds where it does for any value. */
export const anyValue =
  <V>(condition: (value: V) => SQL) =>
  (values: V[]): SQL =>
    sql.join(values.map(condition), sql` or `);

/** A condition that holds where it does for every value. */
export const everyValue =
  <V>(condition: (value: V) => SQL) =>
  (values: V[]): SQL =>
    sql.join(values.map(condition), sql` and `);

/** A pattern for `like`: what has the text in it, in whatever case. `%` and `_` are letters like any other. */
export const containing = (text: string) => sql`lower(${`%${text.replace(/[\\%_]/g, "\\$&")}%`}::text)`;
