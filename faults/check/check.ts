import postgres from "postgres";
import { type Attempt, isAcknowledged, isRefused, isUnknown, type Ledger, type State, type Subject } from "../ledger";
import { type Entry, entriesOf } from "./entries";
import { type Found, findAll } from "./find-all";
import { halfDone } from "./half-done";
import { verify } from "./verify";

/** What came of all that the clients tried, held against the database. */
export type Verdict = {
  acknowledged: number;
  refused: number;
  /** Acknowledged, and not there: as a change or as an entry. */
  lost: string[];
  /** More than one entry. */
  duplicated: string[];
  /** A change without its entry, an entry without its change, or a part of a change. */
  half: string[];
  /** Answered with 503; not answered; and how many of both were done all the same. */
  unavailable: number;
  unanswered: number;
  doneAllTheSame: number;
  /** Answers that are neither 2xx, 4xx nor a 503 as it should be. */
  wrong: string[];
  longestMs: number;
  /** How many entries are sealed; and what does not hold. */
  sealed: number;
  chain: string | null;
};

/**
 * Holds a ledger against the database, once all is quiet. Whoever restarted it has it sealed to its end before.
 *
 * @param secret the servers' ROSTER_SECRET
 */
export async function check(url: string, secret: string, ledger: Ledger): Promise<Verdict> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const { sealed, chain } = await verify(url, secret);
    const entries = await entriesOf(sql, ledger.attempts);
    const found = await findAll(sql, ledger, entries);
    const [lost, duplicated, half]: string[][] = [[], [], []];
    const tell = { lost: lost ?? [], duplicated: duplicated ?? [], half: half ?? [] };
    for (const attempt of ledger.attempts) judge(attempt, entries.get(attempt.id) ?? [], found, tell);
    for (const subject of ledger.subjects) compare(subject, entries, found, tell);
    tell.half.push(...(await halfDone(sql)));
    const asked = [...ledger.attempts, ...ledger.looks];
    const unknown = ledger.attempts.filter(isUnknown);
    return {
      ...tell,
      acknowledged: ledger.attempts.filter(isAcknowledged).length,
      refused: ledger.attempts.filter(isRefused).length,
      unavailable: unknown.filter(({ status }) => status === 503).length,
      unanswered: unknown.filter(({ status }) => status === null).length,
      doneAllTheSame: unknown.filter(({ id }) => entries.get(id)?.some(({ outcome }) => outcome === "done")).length,
      wrong: asked.flatMap(({ wrong }) => wrong ?? []),
      longestMs: Math.max(0, ...asked.map(({ sentAt, overAt }) => overAt - sentAt)),
      sealed,
      chain,
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

type Tell = { lost: string[]; duplicated: string[]; half: string[] };

/** One attempt against its entries. */
function judge(attempt: Attempt, entries: Entry[], found: Found, tell: Tell): void {
  const name = `${attempt.does} (${attempt.id}, ${attempt.status ?? "no answer"})`;
  const done = entries.filter(({ outcome }) => outcome === "done").length;
  const refused = entries.length - done;
  if (done > 1 || refused > 1) tell.duplicated.push(`${name}: ${entries.length} entries`);
  if (isAcknowledged(attempt) && done === 0) tell.lost.push(`${name}: no entry`);
  if (isRefused(attempt) && done > 0) tell.half.push(`${name}: refused, and done`);
  if (done > 0 && refused > 0) tell.half.push(`${name}: an entry of each kind`);
  if (attempt.does !== "sign in") return;
  const session = attempt.made ?? entries.find(({ outcome }) => outcome === "done")?.sessionId;
  if (session && !found.sessions.has(session)) {
    (isAcknowledged(attempt) ? tell.lost : tell.half).push(`${name}: no session`);
  }
}

/** All that was done to a user or a group, one after the other, against what is there. */
function compare(subject: Subject, entries: Map<string, Entry[]>, found: Found, tell: Tell): void {
  if (subject.kind === "person" || subject.attempts.length === 0) return;
  const isDone = (it: Attempt) =>
    isAcknowledged(it) || (entries.get(it.id) ?? []).some(({ outcome }) => outcome === "done");
  const done = subject.attempts.filter(isDone);
  const expected = done.reduce<State>((state, { effect }) => effect?.(state) ?? state, {});
  const id = found.idOf(subject);
  const actual: State = (id && found.states.get(id)) || {};
  if (subject.id && id !== subject.id) tell.half.push(`${subject.name}: its entry names another`);
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  const wrong = names.filter((name) => expected[name] !== actual[name]);
  if (wrong.length === 0) return;
  const why = wrong.map((name) => `${name} is ${actual[name] ?? "nothing"}, not ${expected[name] ?? "nothing"}`);
  const last = done.at(-1);
  const where = subject.attempts.some(isUnknown) ? tell.half : tell.lost;
  where.push(`${subject.name}, last ${last?.does} (${last?.id}): ${why.join("; ")}`);
}
