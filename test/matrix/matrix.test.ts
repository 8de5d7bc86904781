import { inArray } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { ownDocument } from "../api";
import { type Answer, actionEntries, type Entry, everyEntry, libEntries, plain } from "./doors";
import { expected, leavesEntry, type Rule, statusOf } from "./rules";
import { actions, operations, routes } from "./table";
import { everything, undone } from "./untouched";
import { type Aimed, type Asker, kinds, makeWorld, type World } from "./world";

/**
 * Every operation, route and server action × whoever asks × every state of their credential × whom it is about: the answer, that a
 * refusal changed nothing, left its entry in the audit log and told nothing of anybody. What must come of each is worked out by `rules.ts`.
 *
 * Here a credential that holds no more is tried on one target each time, another for each caller; with ROSTER_MATRIX=full on all of them.
 */

vi.mock("next/headers", async () => (await import("./request")).nextHeaders);
vi.mock("next/cache", async () => (await import("./request")).nextCache);

process.env.ROSTER_SECRET = "only-for-these-tests-0123456789-0123456789";
const isFull = process.env.ROSTER_MATRIX === "full";

let world: World;
let entries: Entry[];
/** As all of it is at first; what is allowed is undone, so that it stays so. */
let untouched: string;
beforeAll(async () => {
  world = await makeWorld();
  entries = await everyEntry();
  untouched = await everything();
});

test("every operation and query, every route and every server action is in the table", async () => {
  const names = (table: object) => [...new Set(Object.keys(table).map(plain))].sort();
  expect(names(operations)).toEqual(Object.keys(await libEntries()).sort());
  expect(names(actions)).toEqual(Object.keys(await actionEntries()).sort());
  const told = Object.entries(ownDocument.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb} ${path.replace("/api/v2", "")}`),
  );
  expect(names(routes)).toEqual(told.sort());
});

type Cell = { entry: Entry; rule: Rule; asker: Asker | null; aimed: Aimed; id: string; n: number; codes: string[] };

let asked = 0;

function cellsOf(entry: Entry): Cell[] {
  const rule = entry.way.rule ?? operations[entry.way.as]?.rule;
  if (!rule) throw new Error(`${entry.way.as} is in no table.`);
  const cells: Cell[] = [];
  [null, ...world.askers].forEach((asker, i) => {
    const all = world.aims(asker);
    for (const aimed of isTargeted(entry) ? all : all.slice(0, 1)) {
      const its = typeof rule === "function" ? rule({ own: aimed.is === "own" }) : rule;
      const isOver = asker !== null && !["fine", "must change", "for reading"].includes(asker.state);
      if (!isFull && isTargeted(entry) && isOver && aimed !== all[i % all.length]) continue;
      // Whoever asks is not even looked at: one caller stands for all.
      if (!isFull && its.needs === "nothing" && asker && asker.kind !== Object.keys(kinds)[i % 8] && i > 16) continue;
      const n = ++asked;
      cells.push({ entry, rule: its, asker, aimed, n, id: requestId(n), codes: expected(its, asker, aimed) });
    }
  });
  return cells;
}

/** As the server makes them, so that the public contract can be held against the entries that carry them. */
const requestId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const isTargeted = ({ way }: Entry) => {
  const rule = way.rule ?? operations[way.as]?.rule;
  return typeof rule === "function" || rule?.onSelf !== undefined;
};

const ask = ({ entry, asker, aimed, n, id }: Cell): Promise<Answer> =>
  entry.ask(
    asker,
    {
      user: { id: aimed.user.id, username: aimed.user.username, email: aimed.user.email ?? "" },
      own: aimed.is === "own",
      sessionId: aimed.sessionId,
      tokenName: aimed.tokenName,
      group: world.group,
      n,
    },
    id,
  );

const called = ({ entry, asker, aimed }: Cell) =>
  `${entry.door}: ${entry.name}, ${asker ? `${asker.kind} (${asker.state})` : "nobody"} on ${aimed.called}`;

/** What is wrong with an answer; null for nothing. */
function wrongIn(cell: Cell, { code, status, text }: Answer): string | null {
  if (!cell.codes.includes(code)) return `${code} instead of ${cell.codes.join(" or ")}`;
  if (status !== undefined && code !== "ok" && statusOf[code] !== status) return `${code} with status ${status}`;
  const secret = world.secrets.find((it) => text.includes(it));
  if (secret) return `it tells a secret, ${secret}`;
  const toStranger = !cell.asker || cell.asker.roles.length === 0 || code === "signed_out";
  if (code === "ok" && !toStranger) return null;
  const { user } = cell.aimed;
  const others = world.aims(cell.asker).filter(({ is }) => is !== "own");
  const told = (toStranger ? others.map((it) => it.user) : cell.aimed.is === "own" ? [] : [user])
    .flatMap(({ username, email, name }) => [username, email ?? "", name])
    .find((it) => it !== "" && text.includes(it));
  return told ? `it tells of ${told}` : null;
}

/** How many entries of the log each request left. */
async function entriesOf(ids: string[]): Promise<Map<string, { outcome: string; reason: string | null }[]>> {
  const rows = await db()
    .select({ id: auditEntries.requestId, outcome: auditEntries.outcome, reason: auditEntries.reason })
    .from(auditEntries)
    .where(inArray(auditEntries.requestId, ids));
  const by = new Map<string, { outcome: string; reason: string | null }[]>(ids.map((id) => [id, []]));
  for (const { id, ...row } of rows) by.get(id ?? "")?.push(row);
  return by;
}

/** Those that must change nothing, many at once; then the log. */
async function tryAll(cells: Cell[]): Promise<string[]> {
  if (cells.length === 0) return [];
  const wrong: string[] = [];
  const codes = new Map<Cell, string>();
  const queue = [...cells];
  const work = async () => {
    for (let cell = queue.shift(); cell; cell = queue.shift()) {
      const answer = await ask(cell);
      codes.set(cell, answer.code);
      const why = wrongIn(cell, answer);
      if (why) wrong.push(`${called(cell)}: ${why}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  if ((await everything()) !== untouched) {
    for (const cell of cells) {
      const was = await everything();
      await ask(cell);
      if ((await everything()) !== was) wrong.push(`${called(cell)}: it changed something`);
    }
    wrong.push(`${cells[0]?.entry.name}: something was changed`);
    untouched = await everything();
  }
  const log = await entriesOf(cells.map(({ id }) => id));
  for (const cell of cells) {
    const code = codes.get(cell) ?? "";
    const { inside } = cell.entry.way;
    const due = inside
      ? [{ outcome: "refused", reason: inside }]
      : leavesEntry(cell.rule, code)
        ? [{ outcome: "refused", reason: code }]
        : [];
    const left = (log.get(cell.id) ?? []).filter(({ outcome }) => outcome === "refused");
    if (JSON.stringify(left) !== JSON.stringify(due)) {
      wrong.push(`${called(cell)}: ${code} left ${JSON.stringify(left)} in the log`);
    }
  }
  return wrong;
}

/** One that may change something, and is undone. */
async function tryOne(cell: Cell): Promise<string[]> {
  return undone(async () => {
    const answer = await ask(cell);
    const why = wrongIn(cell, answer);
    const changed = (await everything()) !== untouched;
    const log = (await entriesOf([cell.id])).get(cell.id) ?? [];
    if (cell.entry.way.quietly) return why ? [`${called(cell)}: ${why}`] : [];
    return [
      ...(why ? [why] : []),
      ...(changed ? [] : ["it says that it did, and changed nothing"]),
      ...(log.length === 1 && log[0]?.outcome === "done" ? [] : [`it left ${JSON.stringify(log)} in the log`]),
    ].map((it) => `${called(cell)}: ${it}`);
  });
}

test.each(["lib", "api", "action"] as const)(
  "by %s everybody may what the rules say, and nothing else",
  async (door) => {
    const wrong: string[] = [];
    const count = { cells: 0, allowed: 0 };
    for (const entry of entries.filter((it) => it.door === door)) {
      const cells = cellsOf(entry);
      const isSo = ({ aimed }: Cell) => operations[entry.way.as]?.isSoOnSelf && aimed.is === "own";
      const isAct = (cell: Cell) =>
        entry.way.quietly || (cell.rule.changes && cell.codes.includes("ok") && !entry.way.inside && !isSo(cell));
      wrong.push(...(await tryAll(cells.filter((cell) => !isAct(cell)))));
      for (const cell of cells.filter(isAct)) wrong.push(...(await tryOne(cell)));
      count.cells += cells.length;
      count.allowed += cells.filter(({ codes }) => codes.includes("ok")).length;
    }
    const own = entries.filter((it) => it.door === door).length;
    console.info(`${door}: ${own} askings, ${count.cells} cells, of which ${count.allowed} allowed`);
    expect(wrong).toEqual([]);
  },
  isFull ? 900_000 : 300_000,
);
