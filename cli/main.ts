import { CommanderError } from "commander";
import type { Call, Command } from "./command";
import { programOf } from "./program";
import { askToGoOn, atTerminal } from "./terminal/ask";
import { UsageProblem } from "./terminal/say";

/** `roster`: the terminal door. Answers go to stdout, remarks to stderr; 0 done, 1 refused or failed, 2 wrong usage. */

// Whoever reads may have seen enough: `roster users list | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
}

try {
  await programOf(run).parseAsync();
} catch (error) {
  process.exitCode = await exitCodeFor(error);
}

async function run(command: Command, call: Call<never, never>): Promise<void> {
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
  if (code === null) throw error;
  return code;
}
