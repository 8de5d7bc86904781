import { and, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { userSeen, users } from "@/db/schema";
import { conjuncts, isTerm, termsIn } from "../filter-parts";
import { prepared } from "../prepared";
import type { UserTree } from "./matching";
import { beyond, columnsOf, direction, isDown } from "./orders";
import { groupNames, publicUser, seenBeside } from "./read";
import type { User } from "./user";
import { gather, type Reading, type Way, walk } from "./ways";

/** How users are found: by a first walk; where that finds too few, by walking on for so many steps or to the end, or by gathering all who match. */
export type How = "first walk" | "to the end" | Further;
export type Further = { walkOn: number } | "gather";

/**
 * The next users who match, in the order, as far as they are found in this way. A query is built once for all pages of a list: building it takes as
 * long as PostgreSQL takes to answer many.
 */
export async function nextUsers(db: Database, reading: Reading, way: Way, how: How): Promise<User[]> {
  const { tree, by, limit, offset, from, inGroups, fromFew } = reading;
  const places = from?.values.map((value, place) => [`key${place}`, value] as const) ?? [];
  const build = () => {
    const anyKey = from && { values: places.map(([name]) => sql.placeholder(name)) };
    return built(db, { ...reading, from: anyKey }, way, how);
  };
  const query = hasTimes(tree)
    ? build()
    : builtOnce(
        db,
        JSON.stringify([how, tree, by, isDown(reading), limit, offset, from !== null, inGroups, fromFew]),
        build,
      );
  return query.execute(Object.fromEntries(places));
}

function built(db: Database, reading: Reading, way: Way, how: How) {
  const query = queryFor(db, reading, way, how).prepare("users");
  // Sound: whether PostgreSQL is to keep it, what Drizzle prepares has in `prepare`.
  return Object.assign(query, { prepare: isUsual(reading, how) && hasPlace(db, query.getQuery().sql) });
}

function queryFor(db: Database, reading: Reading, way: Way, how: How) {
  if (how === "gather") return byId(db, reading, gather(reading));
  if (how === "to the end") return byId(db, reading, walk(reading, way));
  if (how !== "first walk") return byId(db, reading, walk(reading, way, how.walkOn));
  if (way.beside.of.length > 0) return byId(db, reading, walk(reading, way, way.firstSteps * reading.limit));
  // Of those whom an offset leaves out nothing else is to be read.
  const inPassing = !reading.offset && (way.table === users || way.table === userSeen);
  return inPassing ? readInPassing(db, reading, way) : byId(db, reading, walk(reading, way));
}

const selectFor = (db: Database, { inGroups }: Reading) =>
  db
    .select(inGroups ? { ...publicUser, groups: groupNames } : publicUser)
    .from(users)
    .innerJoin(userSeen, seenBeside);

/** The users of these ids, in the order. */
const byId = (db: Database, reading: Reading, ids: SQL) =>
  selectFor(db, reading)
    .where(sql`${users.id} in (${ids})`)
    .orderBy(...columnsOf[reading.by].map(direction(reading)));

/**
 * The users whom a walk along `users` or `user_seen` passes, where it passes nobody in vain: read on the way, a sixth quicker than by their
 * ids afterwards. Not along the tables of links: there PostgreSQL would rather join all members of a group.
 */
const readInPassing = (db: Database, reading: Reading, { columns, where }: Way) =>
  selectFor(db, reading)
    .where(and(where, beyond(reading, columns)))
    .orderBy(...columns.map(direction(reading)))
    .limit(sql.raw(String(reading.limit)) as unknown as number); // Sound: Drizzle writes it as it is. PostgreSQL has to know it to plan.

type Query = ReturnType<ReturnType<typeof byId>["prepare"]>;

/** What was built for a database: queries by what they ask, the latest last, and the texts of those that PostgreSQL keeps. */
const builtFor = prepared(() => ({ queries: new Map<string, Query>(), kept: new Set<string>() }));

const mostBuilt = 300;
/** On each connection for as long as it lives, at some 90 KB each, and as many for each of the two bundles of a process. */
const mostKept = 150;

/** A query as it was built before; of too many, the one that was asked longest ago is forgotten. */
function builtOnce(db: Database, key: string, build: () => Query): Query {
  const { queries } = builtFor(db);
  const query = queries.get(key) ?? build();
  queries.delete(key);
  queries.set(key, query);
  const [longestAgo = ""] = queries.keys();
  if (queries.size > mostBuilt) queries.delete(longestAgo);
  return query;
}

/** Whether ages are asked for, which are counted from now: such a query is another one each time. */
const hasTimes = (tree: UserTree) =>
  termsIn(tree).some(({ values }) => values.some((value) => typeof value === "object"));

/**
 * Whether PostgreSQL is to keep the query prepared, which spares it reading and planning it and us a round trip. Those that people and scripts ask
 * all the time are, whatever values they ask for; the others have no end. Gathering is planned each time: a plan for any value would read
 * all users where few match.
 */
function isUsual({ tree, limit, offset, inGroups }: Reading, how: How): boolean {
  if (how !== "first walk" || offset) return false;
  const parts = conjuncts(tree);
  const isPlain = parts.length <= 1 && parts.every((part) => isTerm(part) && part.values.length === 1);
  return isPlain && (inGroups ? withGroups : withoutGroups).includes(limit);
}

/** One more than a page, to see whether there is another. With groups, as the list draws them, the size that almost everybody leaves it at. */
const withGroups = [26];
const withoutGroups = [26, 51, 101];

/** Whether PostgreSQL keeps this text, or has a place for it. Who comes first has it, until the process ends. */
function hasPlace(db: Database, text: string): boolean {
  const { kept } = builtFor(db);
  if (kept.size < mostKept) kept.add(text);
  return kept.has(text);
}
