import { Command } from "commander";
import { say, UsageProblem } from "./say";

/** `roster`: the terminal door. Each command is a file, loaded when it is called. */
const program = new Command("roster")
  .description("Roster in a terminal.")
  .version(process.env.npm_package_version ?? "0.1.0")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

program
  .command("reset-password <username>")
  .description("On the host: give someone a temporary password, good for 24 hours, to choose a new one with.")
  .option("--generate", "make one up instead of asking for it")
  .action(async (username: string, options: { generate?: boolean }) => {
    const { resetPasswordOnHost } = await import("./commands/reset-password");
    await run(() => resetPasswordOnHost(username, options));
  });

const server = program.command("server").description("On the host: what needs the database itself.");

server
  .command("create-owner")
  .description("Make an owner: the first one, or one more when no owner can sign in.")
  .option("--username <name>", "asked for when left out")
  .option("--email <address>", "asked for when left out")
  .option("--generate", "make up the password instead of asking for it")
  .action(async (options: { username?: string; email?: string; generate?: boolean }) => {
    const { createOwnerOnHost } = await import("./commands/server-create-owner");
    await run(() => createOwnerOnHost(options));
  });

server
  .command("migrate")
  .description("Bring the database up to this version. The server does so by itself when it starts.")
  .action(async () => {
    const { migrateOnHost } = await import("./commands/server-migrate");
    await run(migrateOnHost);
  });

await program.parseAsync();

/** Answers go to stdout, remarks to stderr; 0 done, 1 refused or failed, 2 wrong usage. */
async function run(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const { reasonOf } = await import("./reason");
    const reason = reasonOf(error);
    if (reason === null) throw error;
    say(reason);
    process.exitCode = error instanceof UsageProblem ? 2 : 1;
  }
}
