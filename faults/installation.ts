import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { findEmbedded, freePort } from "../db/embedded";
import { type RunningServer, startServer } from "../e2e/support/server";
import { temporaryFolder } from "../test/temporary-folder";
import { type Doors, prepareDoors } from "./load/prepare";

/** Roster as `npm start` runs it, with its own PostgreSQL, on a data folder that is thrown away. */
export type Installation = {
  /** The same after every restart. */
  address: string;
  /** Of all instances, where there are several. */
  addresses?: string[];
  /** The address of its database: of the one that takes the writes now. */
  url: string;
  secret: string;
  doors: Doors;
  server(): RunningServer;
  /** The numbers of the processes that answer requests. */
  workers(): number[];
  /** The number of PostgreSQL's own process. */
  postmaster(): number;
  /** Ends the first process and its workers, all at once, with no chance to say anything. */
  killAll(): Promise<void>;
  /** As whoever looks after it would: `npm start` again. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
};

export type Settings = Record<string, string>;

export const secret = "a secret of the faults, which keeps nothing";

/**
 * @param settings of the server, besides those that the load needs
 * @param dataDir where its data go; a temporary folder unless told
 */
export async function install(settings: Settings = {}, dataDir?: string): Promise<Installation> {
  const folder = dataDir ?? (await temporaryFolder());
  const port = await freePort();
  const start = () =>
    startServer({
      HOST: "127.0.0.1",
      PORT: String(port),
      ROSTER_DATA_DIR: folder,
      ROSTER_SECRET: secret,
      ROSTER_WORKERS: "2",
      ROSTER_LOG_LEVEL: "error",
      ROSTER_TRUST_PROXY: "1", // So that an entry has the id that the client gave its request.
      ...settings,
    });
  let server = await start();
  const url = await findEmbedded({ dataDir: folder });
  if (!url) throw new Error("The embedded PostgreSQL is not there.");
  const { address } = server;
  const childrenOf = (pid: number) => processes().filter(({ parent }) => parent === pid);
  const workers = () =>
    childrenOf(server.process.pid ?? -1).flatMap(({ pid, command }) => (command.includes("server.mjs") ? [pid] : []));
  const postmaster = () => {
    const own = processes().find(
      ({ command }) => command.includes(" -D ") && command.includes(`port=${new URL(url).port} `),
    );
    if (!own) throw new Error("PostgreSQL does not run.");
    return own.pid;
  };
  return {
    address,
    url,
    secret,
    doors: await prepareDoors(address, secret),
    server: () => server,
    workers,
    postmaster,
    killAll: async () => {
      const all = workers();
      const gone = once(server.process, "exit");
      server.process.kill("SIGKILL");
      for (const pid of all) kill(pid, "SIGKILL");
      await gone;
    },
    startAgain: async () => {
      server = await start();
    },
    remove: async () => {
      await server.stop();
      if (!dataDir) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The resident memory of a process; 0 where the system does not tell. */
export function memoryMb(pid: number): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096) / 1e6;
  } catch {
    return 0;
  }
}

/** Sends a signal to a process that may be gone already. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export type Process = { pid: number; parent: number; command: string };

export function processes(): Process[] {
  const list = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,command="], { encoding: "utf8", maxBuffer: 2 ** 24 });
  return list.split("\n").flatMap((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}
