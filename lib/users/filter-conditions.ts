import { and, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { groupMembers, userRoles, userSeen, users } from "@/db/schema";
import { isTerm, keysIn } from "../filter-parts";
import { anyValue, containing, everyValue, type FilterConditions, filterSql } from "../filter-sql";
import type { Moment } from "../filter-time";
import type { FilterTree } from "../filter-tree";
import type { Role } from "../permissions";
import type { UserFilter } from "./filter";

/**
 * What each key of `userFilter` asks, once read by `readUserFilter`, of `users`, joined with `seenBeside` for those of `asksWhenSeen`. Each is true or false, never
 * null.
 */
export const userConditions: FilterConditions<UserFilter> = {
  status: (values) => inArray(users.status, values),
  ...ofLinks(sql`${users.id}`),
  login_type: (values) => inArray(users.loginType, values),
  last_seen: () => sql`${userSeen.lastSeenAt} = '-infinity'`,
  // Never seen is '-infinity', which is before everything.
  last_seen_before: anyValue(({ notAfter }) => sql`${userSeen.lastSeenAt} <= ${time(notAfter)}`),
  last_seen_after: anyValue(({ notBefore }) => sql`${userSeen.lastSeenAt} >= ${time(notBefore)}`),
  created_before: anyValue(({ notAfter }) => sql`${users.createdAt} <= ${time(notAfter)}`),
  created_after: anyValue(({ notBefore }) => sql`${users.createdAt} >= ${time(notBefore)}`),
  name: anyValue((part) => has(part, sql`${users.searchText} like E'%\\n%\\n' || ${containing(part)}`)),
  email: anyValue((part) => has(part, sql`split_part(${users.searchText}, E'\\n', 2) like ${containing(part)}`)),
  username: anyValue((part) => has(part, sql`${users.usernameKey} like ${containing(part)}`)),
  service_account: anyValue((is) => (is ? sql`${users.loginType} = 'none'` : sql`${users.loginType} <> 'none'`)),
  search: everyValue((part) => sql`${users.searchText} like ${containing(part)}`),
};

/**
 * The same of users who are passed in some order, one after the other: of each it is looked up whether they hold a role or are in a group.
 * Left to itself PostgreSQL would now and then read the group as a whole first, most of all where it has prepared for any group.
 */
export const conditionsInPassing = (userId: SQL): FilterConditions<UserFilter> => ({
  ...userConditions,
  ...ofLinks(userId, sql`offset 0`),
});

/** By names of their own, as it may be asked of who stands in these tables. */
const held = alias(userRoles, "held");
const joined = alias(groupMembers, "joined");

/** @param fence what keeps PostgreSQL from turning the question round */
function ofLinks(userId: SQL, fence = sql``): Pick<FilterConditions<UserFilter>, "role" | "group"> {
  return {
    role: (values) => {
      if (values.includes("member")) return sql`true`;
      const which = and(eq(held.userId, userId), inArray(held.role, values.flatMap(storedRoles)));
      return sql`exists (select 1 from ${userRoles} ${held} where ${which} ${fence})`;
    },
    group: (ids) => {
      if (ids.includes(everyone)) return sql`true`;
      const which = and(eq(joined.userId, userId), inArray(joined.groupId, ids));
      return sql`exists (select 1 from ${groupMembers} ${joined} where ${which} ${fence})`;
    },
  };
}

/** Stands for the id of the group that holds everybody, and has no rows. */
export const everyone = "everyone";
export const isEveryoneName = (name: string) => name.toLowerCase() === "everyone";

/** Whether a row of `group_members` is of one of these groups. */
export const inGroups = (ids: string[]): SQL => inArray(groupMembers.groupId, ids);

/** The members of the one group that is asked for; null where there are several, or it is everyone. */
export const ofOneGroup = (ids: string[]): SQL | null =>
  ids.length === 1 && !ids.includes(everyone) ? inGroups(ids) : null;

/** The holders of the one role that is asked for; null where there are several, or it is everyone’s. */
export const ofOneRole = (asked: (Role | "admin" | "member")[]): SQL | null => {
  const [role, ...others] = asked.flatMap(storedRoles);
  return role && others.length === 0 && !asked.includes("member") ? sql`${userRoles.role} = ${role}` : null;
};

export const storedRoles = (role: Role | "admin" | "member"): Role[] => {
  if (role === "member") return [];
  return role === "admin" ? ["owner", "user-admin", "template-admin"] : [role];
};

const time = (moment: Moment["notAfter"]) => sql`${moment.toISOString()}::timestamptz`;

/** Asks the searched text first: that has an index, and holds every field, a line for each. */
const has = (part: string, inField: SQL) => sql`(${users.searchText} like ${containing(part)} and ${inField})`;

/** True of everybody, and told by no index. Without it PostgreSQL would read one of those that are walked from end to end, as it takes looking into text for cheap. */
export const fetched = sql`${users.version} > 0`;

/** Whether `user_seen` is where a key is asked. */
export const isOfSeen = (key: string) => key === "last_seen" || key === "last_seen_before" || key === "last_seen_after";

/** Whether a filter asks something of `user_seen`. */
export const asksWhenSeen = (tree: FilterTree<UserFilter>): boolean => keysIn(tree).some(isOfSeen);

/** The same, asked of `user_seen` alone, which knows the status too. The other keys ask of `users` as ever. */
export const ofSeen = {
  conditions: {
    ...userConditions,
    status: (values) => inArray(userSeen.status, values),
  } satisfies FilterConditions<UserFilter>,
  /** Deleted users have no status there. */
  known: isNotNull(userSeen.status),
  answers: (tree: FilterTree<UserFilter>) => keysIn(tree).every((key) => key === "status" || isOfSeen(key)),
};

/**
 * What must be true of everyone who matches, in a form that indexes answer; undefined where there is nothing more to say than the
 * conditions do themselves. Texts of one or two letters have an index of their own, and of either-or each side uses its own.
 */
export function candidates(tree: FilterTree<UserFilter>): SQL | undefined {
  if (isTerm(tree)) return shortText(tree);
  if (tree.is === "not") return undefined;
  if (tree.is === "all") return and(...tree.of.map(candidates));
  if (!isNarrow(tree)) return undefined;
  const sides = tree.of.map(
    (
      side,
    ) => sql`select ${users.id} from ${users} ${asksWhenSeen(side) ? sql`join ${userSeen} on ${userSeen.userId} = ${users.id}` : sql``}
      where ${and(sql`${users.deletedAt} is null`, filterSql(side, userConditions, new Date()), candidates(side))}`,
  );
  return sql`${users.id} in (${sql.join(sides, sql` union all `)})`;
}

/** Whether few can be expected to match: they have to be in something, or called something. */
function isNarrow(tree: FilterTree<UserFilter>): boolean {
  if (isTerm(tree)) return narrowKeys.has(tree.key);
  if (tree.is === "not") return false;
  return tree.is === "all" ? tree.of.some(isNarrow) : tree.of.every(isNarrow);
}

const narrowKeys: ReadonlySet<string> = new Set(["role", "group", "search", "name", "email", "username"]);

/** Whether a filter asks for a part of a text. */
export const asksForText = (tree: FilterTree<UserFilter>): boolean => keysIn(tree).some((key) => textKeys.has(key));

const textKeys: ReadonlySet<string> = new Set(["search", "name", "email", "username"]);

/** The trigrams of the other index begin at three letters. */
function shortText(term: { key: string; values: unknown[] }): SQL | undefined {
  if (!textKeys.has(term.key)) return undefined;
  const texts = term.values.map(String);
  if (texts.some((text) => [...text].length > 2) && term.key !== "search") return undefined;
  const short = texts.filter((text) => [...text].length <= 2);
  if (short.length === 0) return undefined;
  const parts = short.map((text) => sql`short_grams(${users.searchText}) @> ${shortGram(text)}`);
  return sql`(${sql.join(parts, term.key === "search" ? sql` and ` : sql` or `)})`;
}

/** The text itself, where it is as short in small letters: who has a pair of letters has each of them, and need not be asked. */
const shortGram = (text: string) => {
  const small = sql`lower(${text}::text)`;
  return sql`case when length(${small}) <= 2 then array[${small}] else short_grams(${small}) end`;
};
