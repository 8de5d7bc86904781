import type { Problem } from "./problems";

/** What every operation and query answers: the value, or the reason why not. Bugs are thrown instead. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };
