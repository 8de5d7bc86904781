import { existsSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { BackupError } from "@/db/backup/broken";
import { closeDatabase, connectDatabase } from "@/db/client";
import { EmbeddedError, findEmbedded, startEmbedded } from "@/db/embedded";
import { DatabaseError, migrateDatabase, reachDatabase } from "@/db/migrate";
import type { Actor } from "@/lib/actor";
import { ConfigError, config } from "@/lib/config";
import { problems } from "@/lib/problems";
import type { Result } from "@/lib/result";
import { oneLine } from "../terminal/clean";
import { Failure, say, UsageProblem } from "../terminal/say";

type How = { begin: boolean; migrate?: boolean };

/**
 * Runs something with the host's own database: the one of DATABASE_URL, the embedded one beside a running server, or the
 * embedded one started for as long as this takes.
 *
 * @param begin makes the embedded one where there is none yet
 * @param migrate false: leaves it as it is
 * @throws Failure where the database is not ours to reach
 */
export async function onHost<T>(
  { begin, migrate = true }: How,
  work: (operator: Actor, url: string) => Promise<T>,
): Promise<T> {
  const { url, stop } = await reach({ begin, migrate }).catch((error) => {
    throw explained(error);
  });
  // A PostgreSQL that was started for this goes with it, however it ends.
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const interrupted = () => void stop().finally(() => process.exit(1));
  for (const signal of signals) process.once(signal, interrupted);
  try {
    return await work(theOperator(), url);
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    await closeDatabase();
    await stop();
  }
}

async function reach({ begin, migrate }: Required<How>) {
  const { databaseUrl, dataDir } = config();
  if (!databaseUrl && !begin && !existsSync(join(dataDir, "postgres-password"))) {
    throw new EmbeddedError(`There is no Roster in ${dataDir}.`);
  }
  if (!databaseUrl && begin && !existsSync(join(dataDir, "postgres-password"))) {
    say(`There is no Roster in ${dataDir}: a new one begins there.`);
  }
  const found = databaseUrl ?? (await findEmbedded({ dataDir }));
  const started = found ? null : await startEmbedded({ dataDir });
  const stop = async () => started?.stop();
  try {
    const ready = migrate ? migrateDatabase : reachDatabase;
    const url = await ready(found ?? started?.url ?? "");
    connectDatabase({ url, poolSize: 2 });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What goes wrong with a backup, and with what it takes, in its own words. */
export async function inItsWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof BackupError ? new Failure(error.message) : explained(error);
  }
}

/** What whoever called can mend, with where these commands work. A bug stays what it is. */
function explained(error: unknown): unknown {
  const known = [ConfigError, EmbeddedError, DatabaseError].some((kind) => error instanceof kind);
  if (!known) return error;
  return new Failure(
    `${(error as Error).message}\nThis command works on the database itself: run it on the host of the server, as its user and with its\nsettings (DATABASE_URL, ROSTER_DATA_DIR). From elsewhere sign in with roster login, and see roster users --help.`,
  );
}

/** Whoever became root by sudo is told by their own name. In a container there may be no name at all. */
function accountName(): string {
  const uid = process.getuid?.();
  if (uid === 0 && process.env.SUDO_USER) return process.env.SUDO_USER;
  try {
    return userInfo().username;
  } catch {
    return `uid ${uid}`;
  }
}

/** Whoever sits at this terminal, as the audit log names them. */
function theOperator(): Actor {
  const name = oneLine(accountName()).slice(0, 64);
  return { kind: "operator", name, from: { address: null, userAgent: `roster on ${hostname()}`, requestId: null } };
}

/** The value of what was done. Throws the refusal in its own words. */
export function done<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message } = result.problem;
  throw problems[code].exit === 2 ? new UsageProblem(message) : new Failure(message);
}
