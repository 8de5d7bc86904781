import { inspect } from "node:util";
import { CommanderError } from "commander";
import type { Call, Command } from "./command";
import { programOf } from "./program";
import { askToGoOn, atTerminal } from "./terminal/ask";
import { say, UsageProblem } from "./terminal/say";

/** `roster`: the terminal door. Answers go to stdout, remarks to stderr; 0 done, 1 refused or failed, 2 wrong usage. */

let reads = false;

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads may have seen enough: `roster users list | head`. What is to be changed is changed all the same.
  if (reads && error.code === "EPIPE") process.exit(0);
  if (!process.exitCode) say(`The answer could not be written (${error.code}).`);
  process.exitCode = 1;
  if (reads) process.exit(1);
});
process.stderr.on("error", () => {}); // Nobody hears it.

try {
  await programOf(run).parseAsync();
} catch (error) {
  process.exitCode = await exitCodeFor(error);
}

async function run(command: Command, call: Call<never, never>): Promise<void> {
  reads = command.reads ?? false;
  const options = call.options as { yes?: boolean; url?: string; token?: string };
  const confirm = async (question: string) => {
    if (options.yes) return;
    if (atTerminal()) return askToGoOn(question);
    throw new UsageProblem("This is not done without being asked. There is no terminal to ask on: give --yes.");
  };
  await command.run({ ...call, confirm, ...(command.works === "server" && { api: await apiFor(options) }) } as never);
}

/** The client is loaded where it is needed: the commands of the host have none. */
async function apiFor(asked: { url?: string; token?: string }) {
  const [{ Api }, { connection }] = await Promise.all([import("./server/api"), import("./server/connection")]);
  return new Api(connection(asked));
}

async function exitCodeFor(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // It has said why.
  const { tell } = await import("./tell");
  const code = tell(error);
  if (code !== null) return code;
  if (process.env.DEBUG) say(inspect(error));
  const { plainError } = await import("@/db/plain-error"); // What a query was asked with may be a secret.
  say(`This is a bug in roster, or the server is none: ${plainError(error)} (DEBUG=1 shows more.)`);
  return 1;
}
