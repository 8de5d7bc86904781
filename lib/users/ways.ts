import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { groupMembers, userRoles, userSeen, users } from "@/db/schema";
import { conjuncts, isTerm, keysIn } from "../filter-parts";
import { filterSql } from "../filter-sql";
import type { FilterTerm } from "../filter-tree";
import type { UserFilter } from "./filter";
import {
  asksForText,
  asksWhenSeen,
  candidates,
  conditionsInPassing,
  fetched,
  isOfSeen,
  ofOneGroup,
  ofOneRole,
  ofSeen,
} from "./filter-conditions";
import { matchingUsers, type UserTree } from "./matching";
import { beyond, columnsOf, list, orderBy, type Slice, upTo } from "./orders";
import { notDeleted, seenBeside } from "./read";
import type { UserSort } from "./user";

/** The two ways to the ids of the next users who match a filter: along an order, and through what the filter asks. */

/** An empty tree is everyone; `inGroups`: each with the names of their groups; `fromFew`: `asksForFew` of the tree. */
export type Reading = Slice & { tree: UserTree; inGroups?: boolean; fromFew?: boolean };

type All = { is: "all"; of: UserTree[] };
export const all = (of: UserTree[]): All => ({ is: "all", of });

/** An index that has the order, and what it answers of the filter on the way. */
export type Way = {
  table: PgTable;
  /** Whom a row is about. */
  userId: SQL;
  columns: SQL[];
  /** What the walk passes, of all that stands in the table. */
  where: SQL | undefined;
  /** What has to be asked of each of them. */
  beside: All;
} & Pace;

type Pace = {
  /** How many are worth passing for each user wanted, before it is known how many match. */
  firstSteps: number;
  /** What it takes to pass one, in the units that PostgreSQL reckons in, as it was measured. */
  stepCost: number;
};

/** What the indexes of `users` that are walked have beside their order: all that filters ask. */
const ofUsers = list(
  [users.id, users.usernameKey, users.createdAt, users.status, users.loginType, users.searchText].map(
    (column) => sql`${column}`,
  ),
);

/** Where the index alone is read, five are passed in the time of one for whom a row has to be fetched. */
const inIndex: Pace = { firstSteps: 100, stepCost: 0.2 };
const inRows: Pace = { firstSteps: 20, stepCost: 0.6 };
/** Where for some a row has to be fetched. */
const inBoth: Pace = { ...inIndex, stepCost: inRows.stepCost };

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
      return { table, userId: sql`${table.userId}`, columns, where, beside: without([link.part]), ...inRows };
    }
  }
  const along = parts.filter((part) => isTerm(part) && answersAlong[by](part));
  const columns = columnsOf[by];
  const beside = without(along);
  if (by === "last_seen") {
    const where = and(ofSeen.known, filterSql<UserFilter>(all(along), ofSeen.conditions, now));
    return { table: userSeen, userId: sql`${userSeen.userId}`, columns, where, beside, ...inRows };
  }
  const where = and(notDeleted, matchingUsers(all(along), now));
  const pace = asksWhenSeen(beside) || asksForLinks(beside) ? inBoth : inIndex;
  return { table: users, userId: sql`${users.id}`, columns, where, beside, ...pace };
}

/** So many holders of a role or members of a group are quickly gathered, in whatever order. */
const quicklyGathered = 500;

/** Whether a filter asks for one role or one group that has more users than are quickly gathered. */
export async function asksForLargeLink(db: Database, tree: UserTree): Promise<boolean> {
  const link = linkIn(conjuncts(tree));
  if (!link) return false;
  const { table, where } = link;
  const [further] = await db.execute(sql`select from ${table} where ${where} offset ${quicklyGathered} limit 1`);
  return further !== undefined;
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

/** Which terms the index of each order has within it. */
const answersAlong: Record<UserSort, (term: Term) => boolean> = {
  username: (term) => (term.key === "status" || term.key === "login_type") && isOne(term),
  created: ({ key }) => key === "created_before" || key === "created_after",
  last_seen: (term) => isOfSeen(term.key) || (term.key === "status" && isOne(term)),
  status: ({ key }) => key === "status",
};

const isOfLinks = (key: string) => key === "role" || key === "group";
const asksForLinks = (tree: UserTree) => keysIn(tree).some(isOfLinks);
const asksOfUsers = (tree: UserTree) => keysIn(tree).some((key) => !isOfLinks(key) && !isOfSeen(key));

/**
 * The ids of the next who match, found in passing: of the next so many, or however far they are. What the walked table does not have is looked
 * up for each that is passed (`offset 0`), so that a walk takes what its steps take, whatever PostgreSQL expects to find. Who is deleted
 * stands in none of these tables but `users`, or without a status.
 */
export function walk(reading: Reading, way: Way, steps?: number): SQL {
  const { table, userId, columns, beside } = way;
  const order = orderBy(reading, columns);
  const stop = steps === undefined ? sql`` : sql`order by ${order} limit ${sql.raw(String(steps))}`;
  const matching = filterSql<UserFilter>(beside, conditionsInPassing(userId), new Date());
  const taken = table === users ? ofUsers : sql`*`;
  const lookedUp = [
    table !== users && asksOfUsers(beside)
      ? sql`cross join lateral (select ${ofUsers} from ${users} where ${users.id} = ${userId} offset 0) ${users}`
      : sql``,
    table !== userSeen && asksWhenSeen(beside)
      ? sql`cross join lateral (select * from ${userSeen} where ${userSeen.userId} = ${userId} offset 0) ${userSeen}`
      : sql``,
  ];
  return sql`select ${userId} from (select ${taken} from ${table} where ${and(way.where, beyond(reading, columns))} ${stop}) ${table}
    ${sql.join(lookedUp)} ${matching ? sql`where ${matching}` : sql``} order by ${order} ${upTo(reading)}`;
}

/** Whoever stands on the way after so many steps, if anybody does. */
export const afterSteps = (reading: Reading, { table, columns, where }: Way, steps: number): SQL =>
  sql`select from ${table} where ${and(where, beyond(reading, columns))}
    order by ${orderBy(reading, columns)} offset ${sql.raw(String(steps))} limit 1`;

/** The ids of the next who match, found through the indexes of what the filter asks, and then sorted. */
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

function widely({ tree, by, fromFew }: Reading): Found {
  const withSeen = by === "last_seen" || asksWhenSeen(tree);
  const where = and(
    notDeleted,
    matchingUsers(tree),
    fromFew ? undefined : candidates(tree),
    asksForText(tree) && !fromFew ? fetched : undefined,
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
