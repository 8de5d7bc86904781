import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type postgres from "postgres";
import { openDriver } from "@/db/driver";
import { freePort } from "@/db/embedded";
import { addressOf, type Home, openHome } from "@/db/embedded/home";
import { initialise } from "@/db/embedded/initialise";
import { launch, stopPostgres } from "@/db/embedded/postmaster";
import { pause } from "@/db/embedded/processes";
import { temporaryFolder } from "./temporary-folder";

/** A PostgreSQL beside another: what a fail-over needs. */
export type Cluster = {
  port: number;
  /** Of this one alone. */
  url: string;
  /** For one question to this very one. */
  ask(question: string): Promise<postgres.Row[]>;
  /** Sends a signal to all of its processes at once, as a machine that vanishes (STOP) or breaks (KILL) does. */
  signal(signal: NodeJS.Signals): void;
  /** The number of its first process. */
  postmaster(): number;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export type Pair = {
  primary: Cluster;
  standby: Cluster;
  /** Both as one DATABASE_URL names them, the standby first. */
  url: string;
  /** Makes the standby the primary, and resolves once it takes writes. */
  promote(): Promise<void>;
  /** Nothing that is written reaches the standby any more. */
  cut(): Promise<void>;
  /** The one that takes the writes. */
  current(): Cluster;
  remove(): Promise<void>;
};

/** A primary that acknowledges nothing before its standby has it, too. */
export async function aPair(): Promise<Pair> {
  const folders = [await temporaryFolder(), await temporaryFolder()];
  const homes = await Promise.all(folders.map(openHome));
  const [first, second] = homes as [Home, Home];
  second.password = first.password; // It comes along with the copied data.
  const [port, otherPort] = [await freePort(), await freePort()];
  const primary = clusterOf(first, port);
  const standby = clusterOf(second, otherPort);

  await initialise(first);
  await primary.start();
  await primary.stop();
  execFileSync("cp", ["-a", first.cluster, second.cluster]);
  const upstream = `host=127.0.0.1 port=${port} user=roster password=${first.password} application_name=standby`;
  await appendFile(join(second.cluster, "postgresql.auto.conf"), `primary_conninfo = '${upstream}'\n`);
  await writeFile(join(second.cluster, "standby.signal"), "");
  // The names take effect once it has come up: a commit that waits for a standby that is not there waits for ever.
  await primary.start();
  await standby.start();
  await primary.ask("alter system set synchronous_standby_names = 'standby'");
  await primary.ask("select pg_reload_conf()");
  await until(async () => {
    const [row] = await primary.ask("select sync_state from pg_stat_replication");
    return row?.sync_state === "sync";
  });

  let current = primary;
  return {
    primary,
    standby,
    current: () => current,
    cut: async () => {
      await standby.ask("alter system set primary_conninfo = ''");
      await standby.ask("select pg_reload_conf()");
      await until(async () => (await primary.ask("select from pg_stat_replication")).length === 0);
    },
    url: addressOf(first, port).replace(`:${port}/`, `:${otherPort},127.0.0.1:${port}/`),
    promote: async () => {
      await standby.ask("alter system set synchronous_standby_names = ''");
      await standby.ask("select pg_promote(wait => true)");
      current = standby;
    },
    remove: async () => {
      for (const cluster of [primary, standby]) cluster.signal("SIGKILL");
      for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function clusterOf(home: Home, port: number): Cluster {
  return {
    port,
    url: addressOf(home, port),
    ask: async (question) => {
      const sql = openDriver(addressOf(home, port), { connect_timeout: 5 });
      try {
        return [...(await sql.unsafe(question))];
      } finally {
        await sql.end({ timeout: 1 });
      }
    },
    signal: (signal) => {
      for (const pid of workingIn(home.cluster)) {
        try {
          process.kill(pid, signal);
        } catch {
          // Gone since.
        }
      }
    },
    postmaster: () => postmasterIn(home.cluster),
    start: async () => {
      await launch(home, { durable: true, port });
    },
    stop: () => stopPostgres(home),
  };
}

const postmasterIn = (folder: string) => Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);

/** All processes of a PostgreSQL work in its folder; where the system does not tell, it is the first alone. */
function workingIn(folder: string): number[] {
  if (process.platform !== "linux") return [postmasterIn(folder)];
  return readdirSync("/proc").flatMap((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder ? [Number(name)] : [];
    } catch {
      return []; // Gone since, or somebody else's.
    }
  });
}

/** Waits for what comes by itself; half a minute at most. */
export async function until(is: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await is().catch(() => false)) return;
    await pause(100);
  }
  throw new Error("What was waited for did not come.");
}
