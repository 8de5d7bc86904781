import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { userSeen, users } from "@/db/schema";
import { conjuncts, isTerm } from "../filter-parts";
import { filterSql } from "../filter-sql";
import type { FilterTerm } from "../filter-tree";
import type { UserFilter } from "./filter";
import { asksWhenSeen, candidates, ofSeen } from "./filter-conditions";
import { matchingUsers, type UserTree } from "./matching";
import type { PageKey } from "./page-key";
import { notDeleted, publicUser, seenBeside } from "./read";
import type { User, UserSort } from "./user";

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
const firstSteps = 40;
/** If it found this share of those wanted, walking on is quicker than gathering all. */
const worthWalkingOn = 0.15;
/** How far the second walk goes: with as many matching as the first promised, it has filled the page long before. */
const furtherSteps = 1000;

/** Users in an order, from a key on or from the start. */
export async function findUsers(db: Database, reading: Reading): Promise<User[]> {
  const { limit, offset = 0 } = reading;
  const [along, beside] = split(reading);
  if (beside.of.length === 0) return inOrder(db, reading, walk(reading, along, beside));

  // Whoever leaves rows out has to find them all the same, and may as well gather.
  if (offset === 0) {
    const near = await inOrder(db, reading, walk(reading, along, beside, firstSteps * limit));
    if (near.length === limit) return near;
    if (near.length >= worthWalkingOn * limit) {
      const far = await inOrder(db, reading, walk(reading, along, beside, furtherSteps * limit));
      if (far.length === limit) return far;
    }
  }
  return inOrder(db, reading, gather(reading));
}

/** The users of these ids, in the order. */
async function inOrder(db: Database, { by, descending, backwards }: Reading, ids: SQL): Promise<User[]> {
  return db
    .select(publicUser)
    .from(users)
    .innerJoin(userSeen, seenBeside)
    .where(sql`${users.id} in (${ids})`)
    .orderBy(...columnsOf[by].map(descending === backwards ? asc : desc));
}

type All = { is: "all"; of: UserTree[] };

/** What the order's own index can answer on the way, and what has to be asked of each row. */
function split({ tree, by }: Reading): [along: All, beside: All] {
  const isAlong = (part: UserTree) => isTerm(part) && answersAlong[by](part);
  const parts = conjuncts(tree);
  return [
    { is: "all", of: parts.filter(isAlong) },
    { is: "all", of: parts.filter((part) => !isAlong(part)) },
  ];
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
function walk(reading: Reading, along: All, beside: All, steps?: number): SQL {
  const { by, limit, offset = 0 } = reading;
  const now = new Date();
  const order = orderOf(reading);
  const stop = steps === undefined ? sql`` : sql`order by ${order} limit ${sql.raw(String(steps))}`;
  const passed =
    by === "last_seen"
      ? sql`(select * from ${userSeen} where ${and(ofSeen.known, filterSql(along, ofSeen.conditions, now), beyond(reading))} ${stop})
          ${userSeen} join ${users} on ${seenBeside}`
      : sql`(select * from ${users} where ${and(notDeleted, matchingUsers(along, now), beyond(reading))} ${stop})
          ${users} ${asksWhenSeen(beside) ? sql`join ${userSeen} on ${seenBeside}` : sql``}`;
  const matching = matchingUsers(beside, now);
  return sql`select ${users.id} from ${passed} ${matching ? sql`where ${matching}` : sql``}
    order by ${order} ${slice(limit, offset)}`;
}

/** The same, found through the indexes of what the filter asks, and then sorted. */
function gather(reading: Reading): SQL {
  const { tree, by, limit, offset = 0 } = reading;
  const withSeen = by === "last_seen" || asksWhenSeen(tree);
  const where = and(
    notDeleted,
    matchingUsers(tree),
    candidates(tree),
    withSeen ? seenLikewise(tree) : undefined,
    beyond(reading),
  );
  const names = columnsOf[by].map((_, place) => sql.raw(`value${place}`));
  const down = isDown(reading);
  return sql`with found as materialized (
      select ${users.id} as found_id, ${list(columnsOf[by].map((column, place) => sql`${column} as ${names[place]}`))}
      from ${users} ${withSeen ? sql`join ${userSeen} on ${seenBeside}` : sql``} where ${where}
    ) select found_id from found order by ${list(names.map((name) => (down ? desc(name) : asc(name))))} ${slice(limit, offset)}`;
}

/** The statuses that a filter asks for, asked of `user_seen` as well: one index there has them beside the time. */
function seenLikewise(tree: UserTree): SQL | undefined {
  const statuses = conjuncts(tree).filter((part) => isTerm(part) && part.key === "status");
  return filterSql<UserFilter>({ is: "all", of: statuses }, ofSeen.conditions, new Date());
}

function beyond(reading: Reading): SQL | undefined {
  const { by, from } = reading;
  if (!from) return undefined;
  return sql`(${list(columnsOf[by])}) ${sql.raw(isDown(reading) ? "<" : ">")} (${list(from.values.map(castFor(by)))})`;
}

const isDown = ({ descending, backwards }: Reading) => descending !== backwards;

const orderOf = (reading: Reading) =>
  list(columnsOf[reading.by].map((column) => (isDown(reading) ? desc(column) : asc(column))));

/** Written out: of a number that it is not told PostgreSQL would think that it is large. */
const slice = (limit: number, offset: number) =>
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
