import { once } from "node:events";
import { clean } from "./clean";

/** A remark: to stderr, so that stdout holds nothing but the answer. */
export const say = (text: string): void => {
  process.stderr.write(`${clean(text)}\n`);
};

/** A piece of the answer, for a person or the next program. Waits while that one is slow to take it. */
export async function answer(text: string): Promise<void> {
  if (process.stdout.destroyed) return; // Nobody is there any more to read it.
  if (process.stdout.write(text)) return;
  await Promise.race([once(process.stdout, "drain"), once(process.stdout, "close")]).catch(() => {});
}

/** The command was called in a way that it cannot be. */
export class UsageProblem extends Error {}

/** The command cannot go on, for a reason that whoever called it can mend. */
export class Failure extends Error {}

/** The person stopped the command where it asked. */
export class Cancelled extends Error {
  constructor() {
    super("Cancelled. Nothing was changed.");
  }
}
