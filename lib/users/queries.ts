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

/**
 * Asks for the next users in one of the two ways. A query is built once for all pages of a list: building it takes as long as PostgreSQL
 * takes to answer many.
 */

/** How users are found: by a first walk; where that finds too few, by walking on for so many steps, or by gathering all who match. */
export type How = "first walk" | Further;
export type Further = { walkOn: number } | "gather";

/** The next users who match, in the order, as far as they are found in this way. */
export async function ask(db: Database, reading: Reading, way: Way, how: How): Promise<User[]> {
  const { tree, by, limit, offset, from, inGroups } = reading;
  const places = from?.values.map((value, place) => [`key${place}`, value] as const) ?? [];
  const build = () => {
    const anyKey = from && { values: places.map(([name]) => sql.placeholder(name)) };
    return built(db, { ...reading, from: anyKey }, way, how);
  };
  const query = hasTimes(tree)
    ? build()
    : keptFor(db, JSON.stringify([how, tree, by, isDown(reading), limit, offset, from !== null, inGroups]), build);
  return query.execute(Object.fromEntries(places));
}

function built(db: Database, reading: Reading, way: Way, how: How) {
  const query = queryFor(db, reading, way, how);
  // Sound: without a name Drizzle keeps what it has built, and PostgreSQL nothing.
  return query.prepare(isUsual(db, reading, how) ? "users" : (undefined as unknown as string));
}

function queryFor(db: Database, reading: Reading, way: Way, how: How) {
  if (how === "gather") return byId(db, reading, gather(reading));
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

/** What a database is asked: queries as they were built, and what those ask that PostgreSQL keeps. */
const asked = prepared(() => ({ queries: new Map<string, Query>(), usual: new Set<string>() }));

const mostQueries = 300;
/** PostgreSQL takes some 90 KB for each, on each connection and for good. */
const mostUsual = 400;

/** A query as it was built before; of too many, the one that was built first is forgotten. */
function keptFor(db: Database, key: string, build: () => Query): Query {
  const { queries } = asked(db);
  const known = queries.get(key);
  if (known) return known;
  const [first = ""] = queries.keys();
  if (queries.size >= mostQueries) queries.delete(first);
  const query = build();
  queries.set(key, query);
  return query;
}

/** Whether ages are asked for, which are counted from now: such a query is another one each time. */
const hasTimes = (tree: UserTree) =>
  termsIn(tree).some(({ values }) => values.some((value) => typeof value === "object"));

/**
 * Whether the query is one of those that PostgreSQL is to keep prepared, which spares it reading and planning it and us a round trip. Those
 * that people and scripts ask all the time are, whatever values they ask for; the others have no end.
 */
function isUsual(db: Database, reading: Reading, how: How): boolean {
  const { tree, by, limit, offset, from, inGroups } = reading;
  const parts = conjuncts(tree);
  if (typeof how !== "string" || offset || !usualLimits.has(limit) || parts.length > 1) return false;
  if (!parts.every((part) => isTerm(part) && isOne(part))) return false;
  const { usual } = asked(db);
  const keys = parts.map((part) => isTerm(part) && part.key);
  const question = JSON.stringify([how, keys, by, isDown(reading), limit, from !== null, inGroups]);
  if (usual.size < mostUsual) usual.add(question);
  return usual.has(question);
}

const isOne = ({ values }: { values: unknown[] }) => values.length === 1;

/** One more than a page, to see whether there is another. */
const usualLimits: ReadonlySet<number> = new Set([26, 51, 101]);
