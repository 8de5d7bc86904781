import { spawn } from "node:child_process";
import { closeSync, openSync, statSync } from "node:fs";
import { readFile, realpath, rm } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { answering } from "./answering";
import { freePort } from "./free-port";
import type { Home } from "./home";
import { anyoneWorksIn, isAlive, pause, runsOn } from "./processes";
import { EmbeddedError, runToEnd } from "./run";

/** PostgreSQL's own process: starting it, finding one that runs, and stopping it. */

type How = {
  /** False: does not wait for the disk. */
  durable: boolean;
  /** Null: a free one. */
  port: number | null;
};

/** The port of the PostgreSQL that runs on this home, once it answers; null where none does. */
export async function portOfRunning(home: Home): Promise<number | null> {
  const running = await inPidFile(home);
  if (!running) return null;
  const gone = () => (runsOn(running.pid, home.cluster) ? null : "it is gone");
  if (gone()) return null;
  return (await answering(home, running.port, gone)) === null ? running.port : null;
}

/**
 * Removes PostgreSQL's own file where the number in it is a dead process nobody buried yet, or somebody else's by now:
 * PostgreSQL sees only that the number is taken, and would refuse to start for as long as it is.
 */
async function forgetDead(home: Home): Promise<void> {
  const last = await inPidFile(home);
  if (!last || !isAlive(last.pid) || runsOn(last.pid, home.cluster)) return;
  if (anyoneWorksIn(await realpath(home.cluster)) === false) await rm(join(home.cluster, "postmaster.pid"));
}

/**
 * Starts it and waits until it answers.
 *
 * @returns its port
 * @throws EmbeddedError with the last line of its log
 */
export async function launch(home: Home, { durable, port: wanted }: How): Promise<number> {
  await forgetDead(home);
  const port = wanted ?? (await freePort());
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=200",
    ...tuned(),
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  const log = openLog(home.log);
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

  const failure = await answering(home, port, () => ended);
  if (failure === null) return port;
  child.kill("SIGINT");
  throw new EmbeddedError(`The embedded PostgreSQL did not start: ${failure}. ${await lastLine(home.log)}`);
}

/** For one product on this machine, with its data on a disk without moving parts. The defaults are for anything on anything. */
function tuned(): string[] {
  const megabytes = totalmem() / 2 ** 20;
  return [
    `shared_buffers=${Math.round(Math.min(1024, Math.max(128, megabytes / 8)))}MB`,
    `effective_cache_size=${Math.round(megabytes / 2)}MB`,
    "random_page_cost=1.1",
    // Between checkpoints. After each one the first touch of a page writes all of it to the log, and marking many dormant touches most pages.
    "max_wal_size=2GB",
    "work_mem=16MB",
    "jit=off", // Takes longer to compile a query of ours than to answer it.
    // Each helping process is new, and has to be given every page of the cache that it reads; on virtual machines that takes longer than the reading.
    "max_parallel_workers_per_gather=0",
  ];
}

/** Stops it: what runs is rolled back, what was committed is on the disk. */
export async function stopPostgres(home: Home): Promise<void> {
  const running = await inPidFile(home);
  if (!running || !runsOn(running.pid, home.cluster)) return;
  if (process.platform === "win32")
    return runToEnd(home.binaries.pgCtl, ["stop", "-D", home.cluster, "-m", "fast"], null);
  process.kill(running.pid, "SIGINT"); // What PostgreSQL calls a fast shutdown.
  for (let tries = 0; tries < 1500 && isAlive(running.pid); tries++) await pause(20);
}

/** What stands in PostgreSQL's own file about the process that has the data directory. Null: none. */
async function inPidFile({ cluster }: Home): Promise<{ pid: number; port: number } | null> {
  try {
    const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Begun anew when it has grown large. */
function openLog(path: string): number {
  const large = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000;
  return openSync(path, large ? "w" : "a", 0o600);
}

async function lastLine(path: string): Promise<string> {
  const log = await readFile(path, "utf8").catch(() => "");
  return log.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
}
