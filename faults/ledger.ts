import type { Answer } from "./load/ask";

/** What the database holds of a user or a group, as text by name: `status` is `active`, `token:ci` is `yes`. */
export type State = Record<string, string>;

/** Somebody or something that one client alone changes, from its beginning. */
export type Subject = {
  kind: "user" | "group" | "person";
  /** Known once its making was acknowledged. */
  id: string | null;
  /** What it is called at first, by which it is looked for where its making was not acknowledged. */
  name: string;
  /** As the client knows it. */
  state: State;
  attempts: Attempt[];
  /** Left alone since an outcome is not known: what comes next would hide it. */
  retired: boolean;
};

/** One request for a change, with what came of it as far as the client knows. */
export type Attempt = {
  id: string;
  subject: Subject;
  does: string;
  /** What it makes of a state. Null: it is one that is to be refused. */
  effect: ((before: State) => State) | null;
  /** When it was sent and when it was over, in milliseconds of `performance.now()`. */
  sentAt: number;
  overAt: number;
  status: number | null;
  /** The id of what was made, as the answer told it. */
  made: string | null;
  /** Why the answer breaks a promise, whatever came of it. */
  wrong: string | null;
};

/** All that the clients tried. */
export type Ledger = {
  attempts: Attempt[];
  subjects: Subject[];
  /** Questions and pages that were asked beside: when, and how they were answered. */
  looks: Look[];
  /** When those were sent that have no answer yet. */
  underWay: Set<{ sentAt: number }>;
};

export type Look = { what: string; sentAt: number; overAt: number; status: number | null; wrong: string | null };

export const newLedger = (): Ledger => ({
  attempts: [],
  subjects: [],
  looks: [],
  underWay: new Set(),
});

/** Notes that somebody waits for an answer, for as long as they do. */
export async function whileUnderWay<T>({ underWay }: Ledger, asked: Promise<T>): Promise<T> {
  const one = { sentAt: performance.now() };
  underWay.add(one);
  return asked.finally(() => underWay.delete(one));
}

export const isAcknowledged = ({ status }: { status: number | null }) =>
  status !== null && status >= 200 && status < 300;
export const isRefused = ({ status }: { status: number | null }) => status !== null && status >= 400 && status < 500;
/** It may have been done or not. */
export const isUnknown = (it: { status: number | null }) => !isAcknowledged(it) && !isRefused(it);

/** What is wrong with an answer of the API, if anything: what it may be while something is broken is 503, said properly. */
export function wrongIn({ status, headers, text }: Answer): string | null {
  if (status === null || (status >= 200 && status < 300)) return null;
  if (status !== 503 && (status < 400 || status >= 500)) return `${status}: ${text.slice(0, 200)}`;
  if (status === 503 && !Number(headers["retry-after"])) return `503 without Retry-After: ${text.slice(0, 200)}`;
  try {
    const { message, code } = JSON.parse(text);
    if (typeof message === "string" && typeof code === "string") return null;
  } catch {
    // Said below.
  }
  return `${status} in another shape: ${text.slice(0, 200)}`;
}
