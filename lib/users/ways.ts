import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { groupMembers, userRoles, userSeen, users } from "@/db/schema";
import { conjuncts, isTerm } from "../filter-parts";
import { filterSql } from "../filter-sql";
import type { FilterTerm } from "../filter-tree";
import type { UserFilter } from "./filter";
import { asksForText, asksWhenSeen, candidates, fetched, ofOneGroup, ofOneRole, ofSeen } from "./filter-conditions";
import { matchingUsers, type UserTree } from "./matching";
import { beyond, columnsOf, list, orderBy, type Slice, upTo } from "./orders";
import { notDeleted, seenBeside } from "./read";
import type { UserSort } from "./user";

/** The two ways to the ids of the next users who match a filter: along an order, and through what the filter asks. */

/** Empty: everyone. */
export type Reading = Slice & { tree: UserTree };

type All = { is: "all"; of: UserTree[] };
export const all = (of: UserTree[]): All => ({ is: "all", of });

/** An index that has the order, and what it answers of the filter on the way. */
export type Way = {
  table: PgTable;
  columns: SQL[];
  /** What the walk passes, of all that stands in the table. */
  where: SQL | undefined;
  /** How the user is found whom a row is about; not where the rows are the users. */
  user?: SQL;
  /** What has to be asked of each of them. */
  beside: All;
  /** How many are worth passing for each user wanted, before it is known how many match. */
  firstSteps: number;
};

/** What the indexes of `users` that are walked have beside their order: all that filters ask. */
const walked = [users.id, users.usernameKey, users.createdAt, users.status, users.loginType, users.searchText];

/** Where the index alone is read, five take as long as one whose row has to be fetched. */
const firstSteps = { inIndex: 100, inRows: 20 };

/** The best way to walk along the order: the one that passes the fewest who do not match. */
export function wayOf({ tree, by }: Reading): Way {
  const parts = conjuncts(tree);
  const without = (those: UserTree[]) => all(parts.filter((part) => !those.includes(part)));
  const now = new Date();

  if (by === "username" || by === "created") {
    const link = linkIn(parts);
    if (link) {
      const { table, where } = link;
      const columns = by === "username" ? [sql`${table.usernameKey}`] : [sql`${table.createdAt}`, sql`${table.userId}`];
      const user = eq(users.id, table.userId);
      return { table, columns, where, user, beside: without([link.part]), firstSteps: firstSteps.inRows };
    }
  }
  const along = parts.filter((part) => isTerm(part) && answersAlong[by](part));
  const columns = columnsOf[by];
  const beside = without(along);
  if (by === "last_seen") {
    const where = and(ofSeen.known, filterSql<UserFilter>(all(along), ofSeen.conditions, now));
    return { table: userSeen, columns, where, user: seenBeside, beside, firstSteps: firstSteps.inRows };
  }
  const where = and(notDeleted, matchingUsers(all(along), now));
  return { table: users, columns, where, beside, firstSteps: firstSteps.inIndex };
}

/** The first part that asks for one role or one group, and the table that has its users. */
function linkIn(parts: UserTree[]) {
  for (const part of parts) {
    if (!isTerm(part)) continue;
    const table = part.key === "role" ? userRoles : groupMembers;
    const where = part.key === "role" ? ofOneRole(part.values) : part.key === "group" ? ofOneGroup(part.values) : null;
    if (where) return { part, table, where };
  }
  return null;
}

type Term = FilterTerm<UserFilter>;
const isOne = (term: Term) => term.values.length === 1;
const isTimeSeen = ({ key }: Term) => key === "last_seen" || key === "last_seen_before" || key === "last_seen_after";

/** Which terms the index of each order has within it. */
const answersAlong: Record<UserSort, (term: Term) => boolean> = {
  username: (term) => (term.key === "status" || term.key === "login_type") && isOne(term),
  created: ({ key }) => key === "created_before" || key === "created_after",
  last_seen: (term) => isTimeSeen(term) || (term.key === "status" && isOne(term)),
  status: ({ key }) => key === "status",
};

/** The ids of the next who match, found in passing: of the next so many, or however far they are. */
export function walk(reading: Reading, way: Way, steps?: number): SQL {
  const { table, columns, user, beside } = way;
  const order = orderBy(reading, columns);
  const stop = steps === undefined ? sql`` : sql`order by ${order} limit ${sql.raw(String(steps))}`;
  const matching = matchingUsers(beside);
  const withSeen = table !== userSeen && asksWhenSeen(beside);
  const taken = table === users ? list(walked.map((column) => sql`${column}`)) : sql`*`;
  return sql`select ${users.id} from (select ${taken} from ${table} where ${and(way.where, beyond(reading, columns))} ${stop}) ${table}
    ${user ? sql`join ${users} on ${and(user, notDeleted)}` : sql``} ${withSeen ? sql`join ${userSeen} on ${seenBeside}` : sql``}
    ${matching ? sql`where ${matching}` : sql``} order by ${order} ${upTo(reading)}`;
}

/** The same, found through the indexes of what the filter asks, and then sorted. */
export function gather(reading: Reading): SQL {
  const { by } = reading;
  const names = columnsOf[by].map((_, place) => sql.raw(`value${place}`));
  const { values, from } = narrowly(reading) ?? widely(reading);
  // The key is asked of what was found: beforehand, PostgreSQL would rather walk along its order.
  return sql`with found as materialized (
      select ${list([...values.map((value, place) => sql`${value} as ${names[place]}`)])} ${from}
    ) select found_id from found where ${beyond(reading, names) ?? sql`true`} order by ${orderBy(reading, names)} ${upTo(reading)}`;
}

type Found = { values: SQL[]; from: SQL };

const named = (id: SQL, columns: SQL[]) =>
  columns.map((column, place) => (place === 0 ? sql`${id} as found_id, ${column}` : column));

function widely({ tree, by }: Reading): Found {
  const withSeen = by === "last_seen" || asksWhenSeen(tree);
  const where = and(
    notDeleted,
    matchingUsers(tree),
    candidates(tree),
    asksForText(tree) ? fetched : undefined,
    withSeen ? seenLikewise(tree) : undefined,
  );
  const beside = withSeen ? sql`join ${userSeen} on ${seenBeside}` : sql``;
  return { values: named(sql`${users.id}`, columnsOf[by]), from: sql`from ${users} ${beside} where ${where}` };
}

/** Of one role or group, where all else is asked of when they were seen and of their status: without a look at the users themselves. */
function narrowly({ tree, by }: Reading): Found | null {
  if (by !== "last_seen" && by !== "status") return null;
  const parts = conjuncts(tree);
  const link = linkIn(parts);
  const others = all(parts.filter((part) => part !== link?.part));
  if (!link || !ofSeen.answers(others)) return null;
  const { table } = link;
  const columns = by === "last_seen" ? columnsOf.last_seen : [sql`${userSeen.status}`, sql`${table.usernameKey}`];
  const where = and(link.where, ofSeen.known, filterSql<UserFilter>(others, ofSeen.conditions, new Date()));
  return {
    values: named(sql`${userSeen.userId}`, columns),
    from: sql`from ${table} join ${userSeen} on ${eq(userSeen.userId, table.userId)} where ${where}`,
  };
}

/** The statuses that a filter asks for, asked of `user_seen` as well: one index there has them beside the time. */
function seenLikewise(tree: UserTree): SQL | undefined {
  const statuses = conjuncts(tree).filter((part) => isTerm(part) && part.key === "status");
  return filterSql<UserFilter>(all(statuses), ofSeen.conditions, new Date());
}
