import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { chown, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import postgres from "postgres";
import { type Binaries, findBinaries } from "./embedded/binaries";
import { makeFolder } from "./embedded/folder";
import { type Identity, placeFor } from "./embedded/identity";
import { EmbeddedError, runToEnd } from "./embedded/run";

/**
 * The PostgreSQL that the product brings along: real, durable, on 127.0.0.1 behind a password of its own. One running
 * server owns it through an advisory lock, which falls away with that server however it ends.
 */

export { EmbeddedError };

export type Embedded = {
  /** For `connectDatabase`, with the password in it. */
  url: string;
  /** Stops PostgreSQL, once what runs has rolled back. */
  stop(): Promise<void>;
};

type Options = {
  /** The folder of the product's data; PostgreSQL takes `postgres` in it. */
  dataDir: string;
  /** False for tests: does not wait for the disk. */
  durable?: boolean;
};

/**
 * Starts it, or takes over one that a killed server left behind. What was committed is there.
 *
 * @throws EmbeddedError one line for whoever starts the server: the folder cannot be written, another server owns it
 */
export async function startEmbedded({ dataDir, durable = true }: Options): Promise<Embedded> {
  const home = await openHome(dataDir);
  let url = await urlOfRunning(home);
  if (!url) {
    await initialise(home);
    url = await launch(home, durable);
  }
  const owner = await own(url, dataDir);
  return {
    url,
    stop: async () => {
      await owner.end({ timeout: 1 });
      await stopPostgres(home);
    },
  };
}

/** The address of one that runs now, for a command beside the server; null when none does. */
export async function findEmbedded({ dataDir }: Pick<Options, "dataDir">): Promise<string | null> {
  return urlOfRunning(await openHome(dataDir));
}

type Home = {
  /** What PostgreSQL calls its data directory. */
  cluster: string;
  log: string;
  password: string;
  as: Identity | null;
  binaries: Binaries;
};

async function openHome(dataDir: string): Promise<Home> {
  try {
    await makeFolder(dataDir, 0o755);
    const password = await secretFile(join(dataDir, "postgres-password"));
    const { place, as } = await placeFor(dataDir);
    const binaries = await findBinaries(place, as);
    return { cluster: join(place, "postgres"), log: join(place, "postgres.log"), password, as, binaries };
  } catch (error) {
    if (error instanceof EmbeddedError) throw error;
    throw new EmbeddedError(`ROSTER_DATA_DIR: ${dataDir} cannot be used: ${(error as Error).message}.`);
  }
}

/** A secret that is made once and kept, readable by its owner only. */
export async function secretFile(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const secret = randomBytes(32).toString("base64url");
  await writeFile(path, `${secret}\n`, { mode: 0o600, flag: "wx" }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  return (await readFile(path, "utf8")).trim();
}

const addressOf = ({ password }: Home, port: number, database = "roster") =>
  `postgres://roster:${password}@127.0.0.1:${port}/${database}`;

/** Made beside its place and moved there whole, so that an interrupted start leaves nothing half-made. */
async function initialise(home: Home): Promise<void> {
  if (await exists(join(home.cluster, "PG_VERSION"))) return;
  const making = `${home.cluster}.new`;
  await rm(making, { recursive: true, force: true });
  await makeFolder(making, 0o700);
  const passwordFile = `${home.cluster}.password`;
  await writeFile(passwordFile, home.password, { mode: 0o600 });
  if (home.as) for (const path of [making, passwordFile]) await chown(path, home.as.uid, home.as.gid);
  try {
    await runToEnd(
      home.binaries.initdb,
      [
        ...["-D", making, "-U", "roster", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"],
        // The same order and case on every system, right for letters beyond ASCII.
        ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ],
      home.as,
    );
    await rename(making, home.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

async function launch(home: Home, durable: boolean): Promise<string> {
  const port = await freePort();
  const log = openSync(home.log, "a", 0o600);
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=200",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  // In a process group of its own: Ctrl-C in the terminal is the server's to handle, which stops PostgreSQL last.
  const child = spawn(home.binaries.postgres, ["-D", home.cluster, ...settings.flatMap((it) => ["-c", it])], {
    detached: true,
    stdio: ["ignore", log, log],
    cwd: home.cluster,
    ...home.as,
  });
  closeSync(log);
  let ended: string | null = null;
  child.on("exit", (code, signal) => {
    ended = `it ended with ${signal ?? code}`;
  });
  child.on("error", (error) => {
    ended = error.message;
  });
  child.unref();

  const admin = addressOf(home, port, "postgres");
  await answering(admin, () => ended, home.log);
  await ensureDatabase(admin);
  return addressOf(home, port);
}

/** Waits until it answers. Recovering from a crash may take a while; a process that ended will never answer. */
async function answering(url: string, ended: () => string | null, log: string): Promise<void> {
  const until = Date.now() + 120_000;
  for (;;) {
    if (await answers(url)) return;
    const failure = ended() ?? (Date.now() > until ? "it did not answer for two minutes" : null);
    if (failure) throw new EmbeddedError(`The embedded PostgreSQL did not start: ${failure}. ${await lastLine(log)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = 'roster'`;
    if (found.length === 0) await sql`create database roster`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** What stands in PostgreSQL's own file about the process that has the data directory. Null: none. */
async function runningProcess(home: Home): Promise<{ pid: number; port: number } | null> {
  try {
    const lines = (await readFile(join(home.cluster, "postmaster.pid"), "utf8")).split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** The address of a PostgreSQL on this data directory that a server left behind, or that one is using. */
async function urlOfRunning(home: Home): Promise<string | null> {
  const running = await runningProcess(home);
  if (!running || !isAlive(running.pid)) return null;
  const admin = addressOf(home, running.port, "postgres");
  for (let tries = 0; tries < 100 && isAlive(running.pid); tries++) {
    if (await answers(admin)) {
      await ensureDatabase(admin);
      return addressOf(home, running.port);
    }
    // Ours and still recovering, or somebody else's process under an old number: the latter never answers.
    if (!(await isPostgres(running.pid))) return null;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

/** Takes the lock that says whose this database is, on a connection that lasts as long as we do. */
async function own(url: string, dataDir: string): Promise<postgres.Sql> {
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  // A server that was killed a moment ago may still be letting go.
  for (let tries = 0; tries < 20; tries++) {
    const [lock] = await sql`select pg_try_advisory_lock(hashtext('roster: owner')) as mine`;
    if (lock?.mine) return sql;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await sql.end({ timeout: 1 });
  throw new EmbeddedError(
    `ROSTER_DATA_DIR: another Roster is running on ${dataDir}. Stop it first, or choose another folder.`,
  );
}

async function stopPostgres(home: Home): Promise<void> {
  const running = await runningProcess(home);
  if (!running || !isAlive(running.pid)) return;
  process.kill(running.pid, "SIGINT"); // Fast shutdown: rolls back what runs, writes a checkpoint.
  for (let tries = 0; tries < 600 && isAlive(running.pid); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return true;
  return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes("postgres");
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function lastLine(path: string): Promise<string> {
  const log = await readFile(path, "utf8").catch(() => "");
  return log.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
