import type postgres from "postgres";
import { openDriver } from "./driver";
import { addressOf, type Home, openHome } from "./embedded/home";
import { initialise } from "./embedded/initialise";
import { launch, portOfRunning, stopPostgres } from "./embedded/postmaster";
import { pause } from "./embedded/processes";
import { EmbeddedError } from "./embedded/run";
import { requireSameVersion } from "./embedded/same-version";

/**
 * The PostgreSQL that the product brings along: real, durable, on 127.0.0.1 behind a password of its own. One running
 * server owns it through an advisory lock, which falls away with that server however it ends.
 */

export { freePort } from "./embedded/free-port";
export { secretFile } from "./embedded/secret-file";
export { EmbeddedError };

export type Embedded = {
  /** For `connectDatabase`, with the password in it. */
  url: string;
  /** Stops PostgreSQL, once what runs has rolled back. */
  stop(): Promise<void>;
};

type Options = {
  /** The folder of the product's data; PostgreSQL takes `embedded/postgres` in it. */
  dataDir: string;
  /** False for tests: does not wait for the disk. */
  durable?: boolean;
  /** Gets a line when PostgreSQL goes away by itself, and when it is back. */
  report?: (line: string) => void;
};

/**
 * Starts it, or takes over one that a killed server left behind. What was committed is there. Where it dies, it is
 * started again at the same address.
 *
 * @throws EmbeddedError one line for whoever starts the server: the folder cannot be written, another server owns it, its data
 * are of another major version of PostgreSQL
 */
export async function startEmbedded({ dataDir, durable = true, report = () => {} }: Options): Promise<Embedded> {
  const home = await openHome(dataDir);
  await initialise(home);
  await requireSameVersion(home);
  const port = await bringUp(home, durable, null);
  const url = addressOf(home, port);
  let stopping = false;
  let recovering = Promise.resolve();

  const lost = () => {
    if (!stopping) recovering = recover();
  };
  const recover = async () => {
    report("The embedded PostgreSQL went away, and is started again.");
    for (; !stopping; await pause(1000)) {
      try {
        await bringUp(home, durable, port);
        owner = await own(url, dataDir, lost);
        return report("The embedded PostgreSQL is back.");
      } catch {
        // Not yet: whatever it is, a server that waits for its database is better than none.
      }
    }
  };
  let owner = await own(url, dataDir, lost);

  return {
    url,
    stop: async () => {
      stopping = true;
      await recovering;
      await owner.end({ timeout: 1 });
      await stopPostgres(home);
    },
  };
}

/** The address of one that runs now, for a command beside the server; null when none does. */
export async function findEmbedded({ dataDir }: Pick<Options, "dataDir">): Promise<string | null> {
  const home = await openHome(dataDir);
  const port = await portOfRunning(home);
  return port === null ? null : addressOf(home, port);
}

/**
 * The port of the one that runs, or of one that is started. Tries again for a moment: processes of one that was killed may
 * still be going, or another server may have been quicker, and then it is that one's, as `own` will tell.
 */
async function bringUp(home: Home, durable: boolean, port: number | null): Promise<number> {
  for (let triesLeft = 5; ; triesLeft--) {
    const running = await portOfRunning(home);
    if (running !== null) return running;
    try {
      return await launch(home, { durable, port });
    } catch (error) {
      if (triesLeft === 0) throw error;
      await pause(300);
    }
  }
}

/** Takes the lock that says whose this database is, on a connection that lasts as long as we do. */
async function own(url: string, dataDir: string, lost: () => void): Promise<postgres.Sql> {
  let mine = false;
  const onclose = () => mine && lost();
  const sql = openDriver(url, { idle_timeout: 0, max_lifetime: null, onclose });
  try {
    // A server that was killed a moment ago may still be letting go.
    for (let tries = 0; tries < 20; tries++) {
      const [lock] = await sql`select pg_try_advisory_lock(hashtext('roster: owner')) as mine`;
      mine = lock?.mine ?? false;
      if (mine) return sql;
      await pause(100);
    }
  } finally {
    if (!mine) await sql.end({ timeout: 1 });
  }
  throw new EmbeddedError(
    `ROSTER_DATA_DIR: another Roster is running on ${dataDir}. Stop it first, or choose another folder.`,
  );
}
