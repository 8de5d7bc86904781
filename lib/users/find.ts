import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { conjuncts, given, isTerm, nothing } from "../filter-parts";
import { Hints } from "../hints";
import { asksForFew } from "./counts";
import { asksForText, asksWhenSeen, everyone, ofSeen, storedRoles } from "./filter-conditions";
import type { UserTree } from "./matching";
import { type Further, nextUsers } from "./next-users";
import { inOrder, isDown, type Start } from "./orders";
import { type User, type UserInGroups, type UserStatus, userStatuses } from "./user";
import { afterSteps, all, asksForLargeLink, gather, type Reading, type Way, wayOf } from "./ways";

export { valuesOf } from "./orders";
export type { Reading } from "./ways";

/**
 * Finding the next users in an order, whatever the filter and however many there are. There are two ways, and neither is good for all:
 * to walk along the order and leave out who does not match, which takes long where few do; and to gather all who match by the
 * filter's own indexes and sort them, which takes long where many do. PostgreSQL would choose by its statistics, which know
 * little of parts of names and nothing of what goes together. So a short walk comes first: mostly it fills the page, and
 * otherwise it has told how many match. What either-or asks is found side by side.
 *
 * @see docs/performance.md
 */

/** If it found this share of those wanted, walking on is quicker than gathering all. */
const worthWalkingOn = 0.1;
/** A way is learned where it took at most so many times what was tried in vain before it. */
const worthLearning = 4;

/**
 * Users in an order, from a key on or from the start.
 *
 * @param mayPart an either-or may be found side by side: once, as the sides of sides would multiply
 */
export async function findUsers(db: Database, reading: Reading, mayPart = true): Promise<User[]> {
  const { limit, offset = 0, by, tree } = reading;
  const way = wayOf(reading);
  const isWhole = way.beside.of.length === 0;
  // Whoever leaves rows out has to find them all the same, and may as well gather.
  if (offset > 0) {
    return isWhole
      ? nextUsers(db, reading, way, "first walk")
      : nextUsers(db, await fromFewIfSo(db, reading), way, "gather");
  }
  if (by === "status") {
    const these = userStatuses.filter((status) => asksOf(tree, status) !== nothing);
    const inParts = these.length < userStatuses.length || asksWhenSeen(tree) || (await asksForLargeLink(db, tree));
    if (inParts) return statusByStatus(db, reading, these, mayPart);
  }
  if (isWhole) return nextUsers(db, reading, way, "first walk");

  const sides = mayPart ? sidesOf(tree) : null;
  const key = JSON.stringify([tree, by, isDown(reading), limit, reading.from !== null]);
  const start = performance.now();
  const hint = inVain.get(key);
  const near = hint ? [] : await nextUsers(db, reading, way, "first walk");
  if (near.length === limit) return near;
  const goToEnd = () => nextUsers(db, reading, way, "to the end");
  if (!hint && (await endsWithin(db, reading, way, way.firstSteps * limit))) return goToEnd();

  const known = sides ? reading : await fromFewIfSo(db, reading);
  const goOn = (how: Further) => (sides ? sideBySide(db, reading, sides) : nextUsers(db, known, way, how));
  let further: Further = hint ?? (sides ? "gather" : await furtherAfter(db, known, way, near.length));
  let inVainFor = hint ? 0 : performance.now() - start;
  let rows = await goOn(further);
  if (rows.length < limit && further !== "gather") {
    if (await endsWithin(db, reading, way, further.walkOn)) return goToEnd();
    inVainFor = performance.now() - start;
    further = "gather";
    rows = await goOn(further);
  }
  if (performance.now() - start <= (1 + worthLearning) * inVainFor) inVain.keep(key, further);
  return rows;
}

/** The same with whether few are of a kind that it asks for: then what it gathers is read in the index of that kind. */
async function fromFewIfSo(db: Database, reading: Reading): Promise<Reading> {
  return { ...reading, fromFew: asksForText(reading.tree) && (await asksForFew(db, reading.tree)) };
}

/** Of which filters, in which order, the first walk is in vain, and what to do instead. */
const inVain = new Hints<Further>();

/** `findUsers`, each with the names of their groups. */
export const findUsersInGroups = async (db: Database, reading: Reading): Promise<UserInGroups[]> =>
  (await findUsers(db, { ...reading, inGroups: true })) as UserInGroups[]; // Sound: whatever way is gone, each is read so.

/**
 * If some were found, the walk goes on for twice as long as it takes where the others match as often as those did. If hardly anybody was, but
 * there is much to gather, they only begin farther on, such as the Smiths in the order of usernames: then it goes on for half as long as
 * gathering would take.
 */
async function furtherAfter(db: Database, reading: Reading, way: Way, found: number): Promise<Further> {
  const { limit, tree, fromFew } = reading;
  const { firstSteps, stepCost } = way;
  const costOfGathering = () => costOf(db, gather(reading));
  if (found >= worthWalkingOn * limit) {
    const steps = Math.ceil((firstSteps * limit ** 2) / found);
    // How much few are to gather it knows well.
    return fromFew && (await costOfGathering()) < steps * stepCost ? "gather" : { walkOn: 2 * steps };
  }
  if (ofSeen.answers(tree)) return "gather"; // Of a status and a time, which go together, PostgreSQL expects what is far from true.
  const steps = Math.ceil((await costOfGathering()) / 2 / stepCost);
  return steps > 2 * firstSteps * limit ? { walkOn: steps } : "gather";
}

/**
 * Whether a walk passes no more than so many until its end: then it finds all who match in no more time than was tried already, and there is nothing
 * to gather. It is walked again for them, as others may have come meanwhile.
 */
async function endsWithin(db: Database, reading: Reading, way: Way, steps: number): Promise<boolean> {
  const [further] = await db.execute(afterSteps(reading, way, steps));
  return further === undefined;
}

/** What PostgreSQL expects a query to cost, in its units. */
async function costOf(db: Database, query: SQL): Promise<number> {
  const [row] = await db.execute<{ "QUERY PLAN": [{ Plan: { "Total Cost": number } }] }>(
    sql`explain (format json) ${query}`,
  );
  return row?.["QUERY PLAN"][0].Plan["Total Cost"] ?? 0;
}

/** What a filter asks of those of one status. */
const asksOf = (tree: UserTree, status: UserStatus): UserTree =>
  given(tree, (term) => (term.key === "status" ? term.values.includes(status) : undefined));

/** In the order of statuses, one after the other: within one it is that of usernames, and when somebody was seen goes with their status. */
async function statusByStatus(
  db: Database,
  reading: Reading,
  these: readonly UserStatus[],
  mayPart: boolean,
): Promise<User[]> {
  const { tree, from, limit } = reading;
  const statuses = isDown(reading) ? userStatuses.toReversed() : userStatuses;
  const begun = from ? statuses.indexOf(from.values[0] as UserStatus) : -1;
  const found: User[] = [];
  for (const [place, status] of statuses.entries()) {
    if (place < begun || found.length === limit || !these.includes(status)) continue;
    const asked: Reading = {
      ...reading,
      by: "username",
      tree: all([asksOf(tree, status), { is: "term", key: "status", values: [status] }]),
      from: from && place === begun ? withinStatus(from) : null,
      limit: limit - found.length,
    };
    found.push(...(await findUsers(db, asked, mayPart)));
  }
  return found;
}

const withinStatus = ({ values }: Start): Start => ({ values: values.slice(1) });

/** So many are found side by side; of more, gathering all at once is no slower. */
const mostSides = 6;

/**
 * The filter as several of which any has to match, where it is one: an either-or, or several statuses, roles or groups. The next of
 * each are found in its own best way, and the next of all are among them.
 */
function sidesOf(tree: UserTree): UserTree[] | null {
  const parts = conjuncts(tree);
  for (const part of parts) {
    const sides = alternatives(part);
    if (sides.length < 2 || sides.length > mostSides) continue;
    const others = parts.filter((other) => other !== part);
    return sides.map((side) => all([...others, side]));
  }
  return null;
}

function alternatives(part: UserTree): UserTree[] {
  if (part.is === "any") return part.of;
  if (!isTerm(part)) return [part];
  if (part.key === "role" && !part.values.includes("member")) {
    return [...new Set(part.values.flatMap(storedRoles))].map((role) => ({ is: "term", key: "role", values: [role] }));
  }
  if (part.key === "status" || (part.key === "group" && !part.values.includes(everyone))) {
    return [...new Set<string>(part.values)].map((value) => ({ ...part, values: [value] }) as UserTree);
  }
  return [part];
}

async function sideBySide(db: Database, reading: Reading, sides: UserTree[]): Promise<User[]> {
  const lists = await Promise.all(sides.map((tree) => findUsers(db, { ...reading, tree }, false)));
  const found = new Map(lists.flat().map((user) => [user.id, user]));
  return [...found.values()].sort(inOrder(reading)).slice(0, reading.limit);
}
