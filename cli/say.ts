/** A remark: to stderr, so that stdout holds nothing but the answer. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** The answer, for a person or the next program. */
export const answer = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The command was called in a way that it cannot be. */
export class UsageProblem extends Error {}

/** The person stopped the command where it asked. */
export class Cancelled extends Error {
  constructor() {
    super("Cancelled. Nothing was changed.");
  }
}
