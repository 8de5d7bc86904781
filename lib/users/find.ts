import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { groupMembers, userRoles, userSeen, users } from "@/db/schema";
import { conjuncts, isTerm, termsIn } from "../filter-parts";
import { filterSql } from "../filter-sql";
import type { FilterTerm } from "../filter-tree";
import { prepared } from "../prepared";
import type { UserFilter } from "./filter";
import { asksWhenSeen, candidates, ofOneGroup, ofOneRole, ofSeen } from "./filter-conditions";
import { matchingUsers, type UserTree } from "./matching";
import type { PageKey } from "./page-key";
import { notDeleted, publicUser, seenBeside } from "./read";
import { type User, type UserSort, type UserStatus, userStatuses } from "./user";

/**
 * Finding the next users in an order, whatever the filter and however many there are. There are two ways, and neither is good for all:
 * to walk along the order and leave out who does not match, which takes long where few do; and to gather all who match by the
 * filter's own indexes and sort them, which takes long where many do. PostgreSQL would choose by its statistics, which know
 * little of parts of names and nothing of what goes together. So a short walk comes first: mostly it fills the page, and
 * otherwise it has told how many match.
 *
 * @see docs/performance.md
 */

export type Reading = {
  /** Empty: everyone. */
  tree: UserTree;
  by: UserSort;
  descending: boolean;
  from: PageKey | null;
  backwards: boolean;
  limit: number;
  offset?: number;
};

/** For each wanted user the first walk passes so many. */
const firstSteps = 20;
/** If it found this share of those wanted, walking on is quicker than gathering all. */
const worthWalkingOn = 0.1;
/** How far the second walk goes: with as many matching as the first promised, it has filled the page long before. */
const furtherSteps = 1000;

/** Users in an order, from a key on or from the start. */
export async function findUsers(db: Database, reading: Reading): Promise<User[]> {
  const { limit, offset = 0 } = reading;
  if (offset === 0) {
    if (reading.by === "status" && asksWhenSeen(reading.tree)) return statusByStatus(db, reading);
    if (reading.by === "last_seen" && severalStatuses(reading.tree)) return ofEachStatus(db, reading);
  }
  const way = wayOf(reading);
  const isWhole = way.beside.of.length === 0;
  // Whoever leaves rows out has to find them all the same, and may as well gather.
  if (offset > 0 && !isWhole) return inOrder(db, reading, gather(reading));

  const near = await firstWalk(db, reading, way).execute();
  if (isWhole || near.length === limit) return near;
  if (near.length >= worthWalkingOn * limit) {
    const far = await inOrder(db, reading, walk(reading, way, furtherSteps * limit));
    if (far.length === limit) return far;
  }
  return inOrder(db, reading, gather(reading));
}

/** In the order of statuses, one after the other: when somebody was seen goes with their status, which then answers for both. */
async function statusByStatus(db: Database, reading: Reading): Promise<User[]> {
  const { tree, from, limit } = reading;
  const statuses = isDown(reading) ? userStatuses.toReversed() : userStatuses;
  const begun = from ? statuses.indexOf(from.values[0] as UserStatus) : -1;
  const found: User[] = [];
  for (const [place, status] of statuses.entries()) {
    if (place < begun || found.length === limit) continue;
    const these: Reading = {
      ...reading,
      by: "username",
      tree: all([tree, { is: "term", key: "status", values: [status] }]),
      from: from && place === begun ? { ...from, by: "username", values: from.values.slice(1) } : null,
      limit: limit - found.length,
    };
    found.push(...(await findUsers(db, these)));
  }
  return found;
}

const severalStatuses = (tree: UserTree) =>
  conjuncts(tree).find((part) => isTerm(part) && part.key === "status" && part.values.length > 1);

/** Of several statuses, the next that were seen of each, and of those the next: an index has them status by status. */
async function ofEachStatus(db: Database, reading: Reading): Promise<User[]> {
  const parts = conjuncts(reading.tree);
  const asked = severalStatuses(reading.tree) as FilterTerm<UserFilter>;
  const others = parts.filter((part) => part !== asked);
  const lists = (asked.values as UserStatus[]).map((status) =>
    findUsers(db, { ...reading, tree: all([...others, { is: "term", key: "status", values: [status] }]) }),
  );
  const turn = isDown(reading) ? -1 : 1;
  const place = (user: User) => user.lastSeenAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const order = (a: User, b: User) => {
    const [from, to] = place(a) === place(b) ? [a.id, b.id] : [place(a), place(b)];
    return from < to ? -turn : turn;
  };
  return (await Promise.all(lists)).flat().sort(order).slice(0, reading.limit);
}

/** The users of these ids, in the order. */
function inOrder(db: Database, { by, descending, backwards }: Reading, ids: SQL) {
  return db
    .select(publicUser)
    .from(users)
    .innerJoin(userSeen, seenBeside)
    .where(sql`${users.id} in (${ids})`)
    .orderBy(...columnsOf[by].map(descending === backwards ? asc : desc));
}

/** The walk that most pages are filled by. */
function firstWalk(db: Database, reading: Reading, way: Way) {
  const { tree, by, descending, from, backwards, limit } = reading;
  const build = () => {
    const steps = way.beside.of.length === 0 ? undefined : firstSteps * limit;
    return inOrder(db, reading, walk(reading, way, steps));
  };
  if (!isUsual(reading)) return build();
  if (from || hasTimes(tree)) return build().prepare("users");
  const kept = firstPages(db);
  const key = JSON.stringify([tree, by, descending, backwards, limit]);
  const known = kept.get(key) ?? build().prepare("users");
  if (kept.size >= manyFirstPages) kept.clear();
  kept.set(key, known);
  return known;
}

/** First pages as they were built last: building one takes longer than answering it. Not those whose ages are counted from now. */
const firstPages = prepared(() => new Map<string, PreparedPage>());
type PreparedPage = ReturnType<ReturnType<typeof inOrder>["prepare"]>;
const manyFirstPages = 200;

const hasTimes = (tree: UserTree) =>
  termsIn(tree).some(({ values }) => values.some((value) => typeof value === "object"));

/**
 * Whether the query is one of the few hundred that PostgreSQL is to keep prepared, on each connection and for good. Those that people and
 * scripts ask all the time are; the others have no end.
 */
function isUsual({ tree, limit, offset }: Reading): boolean {
  const parts = conjuncts(tree);
  return !offset && usualLimits.has(limit) && parts.length <= 1 && parts.every((part) => isTerm(part) && isOne(part));
}

/** One more than a page, to see whether there is another. */
const usualLimits: ReadonlySet<number> = new Set([26, 51, 101]);

type All = { is: "all"; of: UserTree[] };
const all = (of: UserTree[]): All => ({ is: "all", of });

/** An index that has the order, and what it answers of the filter on the way. */
type Way = {
  table: PgTable;
  columns: SQL[];
  /** What the walk passes, of all that stands in the table. */
  where: SQL | undefined;
  /** How the user is found whom a row is about; not where the rows are the users. */
  user?: SQL;
  /** What has to be asked of each of them. */
  beside: All;
};

/** The best way to walk along the order: the one that passes the fewest who do not match. */
function wayOf({ tree, by }: Reading): Way {
  const parts = conjuncts(tree);
  const without = (those: UserTree[]) => all(parts.filter((part) => !those.includes(part)));
  const now = new Date();

  if (by === "username" || by === "created") {
    for (const part of parts) {
      if (!isTerm(part)) continue;
      const table = part.key === "role" ? userRoles : groupMembers;
      const where =
        part.key === "role" ? ofOneRole(part.values) : part.key === "group" ? ofOneGroup(part.values) : null;
      if (!where) continue;
      const columns = by === "username" ? [sql`${table.usernameKey}`] : [sql`${table.createdAt}`, sql`${table.userId}`];
      return { table, columns, where, user: eq(users.id, table.userId), beside: without([part]) };
    }
  }
  const along = parts.filter((part) => isTerm(part) && answersAlong[by](part));
  const columns = columnsOf[by];
  const beside = without(along);
  if (by === "last_seen") {
    const where = and(ofSeen.known, filterSql<UserFilter>(all(along), ofSeen.conditions, now));
    return { table: userSeen, columns, where, user: seenBeside, beside };
  }
  return { table: users, columns, where: and(notDeleted, matchingUsers(all(along), now)), beside };
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
function walk(reading: Reading, way: Way, steps?: number): SQL {
  const { table, columns, user, beside } = way;
  const order = inOrderOf(reading, columns);
  const stop = steps === undefined ? sql`` : sql`order by ${order} limit ${sql.raw(String(steps))}`;
  const matching = matchingUsers(beside);
  const withSeen = table !== userSeen && asksWhenSeen(beside);
  return sql`select ${users.id} from (select * from ${table} where ${and(way.where, beyond(reading, columns))} ${stop}) ${table}
    ${user ? sql`join ${users} on ${and(user, notDeleted)}` : sql``} ${withSeen ? sql`join ${userSeen} on ${seenBeside}` : sql``}
    ${matching ? sql`where ${matching}` : sql``} order by ${order} ${slice(reading)}`;
}

/** The same, found through the indexes of what the filter asks, and then sorted. */
function gather(reading: Reading): SQL {
  const { tree, by } = reading;
  const withSeen = by === "last_seen" || asksWhenSeen(tree);
  const where = and(
    notDeleted,
    matchingUsers(tree),
    candidates(tree),
    withSeen ? seenLikewise(tree) : undefined,
    beyond(reading, columnsOf[by]),
  );
  const names = columnsOf[by].map((_, place) => sql.raw(`value${place}`));
  const down = isDown(reading);
  return sql`with found as materialized (
      select ${users.id} as found_id, ${list(columnsOf[by].map((column, place) => sql`${column} as ${names[place]}`))}
      from ${users} ${withSeen ? sql`join ${userSeen} on ${seenBeside}` : sql``} where ${where}
    ) select found_id from found order by ${list(names.map((name) => (down ? desc(name) : asc(name))))} ${slice(reading)}`;
}

/** The statuses that a filter asks for, asked of `user_seen` as well: one index there has them beside the time. */
function seenLikewise(tree: UserTree): SQL | undefined {
  const statuses = conjuncts(tree).filter((part) => isTerm(part) && part.key === "status");
  return filterSql<UserFilter>({ is: "all", of: statuses }, ofSeen.conditions, new Date());
}

function beyond(reading: Reading, columns: SQL[]): SQL | undefined {
  const { by, from } = reading;
  if (!from) return undefined;
  return sql`(${list(columns)}) ${sql.raw(isDown(reading) ? "<" : ">")} (${list(from.values.map(castFor(by)))})`;
}

const isDown = ({ descending, backwards }: Reading) => descending !== backwards;

const inOrderOf = (reading: Reading, columns: SQL[]) =>
  list(columns.map((column) => (isDown(reading) ? desc(column) : asc(column))));

/** Written out: of a number that it is not told PostgreSQL would think that it is large. */
const slice = ({ limit, offset }: Reading) =>
  sql.raw(`limit ${Number(limit)}${offset ? ` offset ${Number(offset)}` : ""}`);

/** What each order sorts by; the last of them tells any two users apart. Each has an index. */
const columnsOf: Record<UserSort, SQL[]> = {
  username: [sql`${users.usernameKey}`],
  created: [sql`${users.createdAt}`, sql`${users.id}`],
  last_seen: [sql`${userSeen.lastSeenAt}`, sql`${userSeen.userId}`],
  status: [sql`${users.status}`, sql`${users.usernameKey}`],
};

/** What a user stands at in each order, as a page key has it. */
export const valuesOf = (user: User): Record<UserSort, string[]> => ({
  username: [user.username.toLowerCase()],
  created: [user.createdAt.toISOString(), user.id],
  last_seen: [user.lastSeenAt?.toISOString() ?? "-infinity", user.id],
  status: [user.status, user.username.toLowerCase()],
});

const castFor = (by: UserSort) => (value: string, place: number) => {
  if (by === "username" || by === "status") return sql`${value}::text`;
  return place === 0 ? sql`${value}::timestamptz` : sql`${value}::uuid`;
};

const list = (parts: SQL[]) => sql.join(parts, sql`, `);
