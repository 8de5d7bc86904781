import { openDriver } from "../driver";
import { addressOf, type Home } from "./home";
import { pause } from "./processes";
import { EmbeddedError } from "./run";

const patienceMs = 120_000;

/**
 * Waits until PostgreSQL answers on this port, and sees to it that it holds our database. Recovering from a crash may take
 * a while.
 *
 * @param ended says why its process is gone, null while it lives: a process that ended will never answer
 * @returns null once it answers, else why it will not
 */
export async function answering(home: Home, port: number, ended: () => string | null): Promise<string | null> {
  const until = Date.now() + patienceMs;
  for (;;) {
    if (await answers(home, port)) return null;
    const failure = ended() ?? (Date.now() > until ? "it did not answer for two minutes" : null);
    if (failure) return failure;
    await pause(40);
  }
}

async function answers(home: Home, port: number): Promise<boolean> {
  const sql = openDriver(addressOf(home, port, "postgres"), { connect_timeout: 2 });
  try {
    const found = await sql`select 1 from pg_database where datname = 'roster'`;
    if (found.length === 0) await sql`create database roster`;
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "42P04") return true; // Somebody else made it just now.
    if (code === "28P01") throw new EmbeddedError(wrongPassword(home));
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const wrongPassword = ({ cluster, dataDir }: Home) =>
  `ROSTER_DATA_DIR: the database in ${cluster} does not take the password in ${dataDir}. Put that file back, or move the database away to begin anew.`;
