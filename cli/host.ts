import { hostname, userInfo } from "node:os";
import { closeDatabase, connectDatabase } from "@/db/client";
import { findEmbedded, startEmbedded } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import type { Actor } from "@/lib/actor";
import { config } from "@/lib/config";
import { problems } from "@/lib/problems";
import type { Result } from "@/lib/result";
import { say } from "./say";

/**
 * Runs something with the host's own database: the one of DATABASE_URL, the embedded one beside a running server, or the
 * embedded one started for as long as this takes.
 *
 * @throws ConfigError, EmbeddedError, DatabaseError where it is not ours to reach
 */
export async function onHost<T>(work: (operator: Actor) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = config();
  const found = databaseUrl ?? (await findEmbedded({ dataDir }));
  const started = found ? null : await startEmbedded({ dataDir });
  const url = found ?? started?.url ?? "";
  try {
    await migrateDatabase(url);
    connectDatabase({ url, poolSize: 2 });
    return await work(theOperator());
  } finally {
    await closeDatabase();
    await started?.stop();
  }
}

/** Whoever sits at this terminal, as the audit log names them. */
function theOperator(): Actor {
  const name = process.env.SUDO_USER ?? userInfo().username;
  return { kind: "operator", name, from: { address: null, userAgent: `roster on ${hostname()}`, requestId: null } };
}

/** Tells a refusal in its own words; its exit code. Null: it was none. */
export function refused<T>(result: Result<T>): number | null {
  if (result.ok) return null;
  say(result.problem.message);
  return problems[result.problem.code].exit;
}
