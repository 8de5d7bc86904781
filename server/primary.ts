import cluster, { type Worker } from "node:cluster";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { isDatabaseAway } from "@/db/away";
import { closeDatabase, connectDatabase } from "@/db/client";
import { fillWithDemoPeople } from "@/db/demo";
import { type Embedded, freePort, secretFile, startEmbedded } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { plainError } from "@/db/plain-error";
import { hasOurSecret } from "@/lib/audit/our-secret";
import { startSealing } from "@/lib/audit/seal";
import { type Config, ConfigError, readConfig } from "@/lib/config";
import { startFoldingNumbers } from "@/lib/kept-numbers";
import { generatePassword } from "@/lib/passwords/generate";
import { hashPassword } from "@/lib/passwords/hash";
import { startSweep } from "@/lib/sweep";
import { closeLost } from "./close-lost";
import { StartError } from "./fail";
import { watchHeartbeat } from "./heartbeat";
import "./metrics"; // Workers ask the first process for the sums.
import { serve } from "./serve";

type How = { demo: boolean; dev: boolean };

/**
 * Brings everything up in order: settings, database, migrations, workers, background work; and down again in the
 * reverse order. Where one of them fails, what was started is stopped.
 *
 * @throws ConfigError, EmbeddedError, DatabaseError, StartError one line for whoever starts the server
 */
export async function runPrimary({ demo, dev }: How): Promise<void> {
  const config = readConfig(process.env, { cwd: process.cwd() });
  const stops: (() => Promise<unknown>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop().catch((error) => console.error(error));
  };
  let stopAsked = false;
  const interrupted = whenInterrupted().then(() => {
    stopAsked = true;
  });
  try {
    const url = await openDatabase(config, stops);
    process.env.DATABASE_URL = url;
    process.env.ROSTER_SECRET = config.secret ?? (await keptSecret(config.dataDir));
    process.env.NEXT_TELEMETRY_DISABLED = "1";

    connectDatabase({ url, poolSize: 4 });
    stops.push(closeDatabase);
    await requireOurSecret(config);
    if (demo) await fill();

    let told = "";
    const unlessAway = (error: unknown) => {
      const isNew = String(error) !== told;
      told = String(error);
      if (isNew && !isDatabaseAway(error)) console.error(plainError(error));
    };
    stops.push(startSealing(unlessAway).stop, startFoldingNumbers(unlessAway).stop);
    const { address } = dev ? await serveHere(config, stops) : await startWorkers(config, stops);
    const sweep = startSweep((error) =>
      console.error(`The sweep was put off: ${(plainError(error) as Error).message}`),
    );
    stops.push(sweep.stop);
    if (!stopAsked) console.log(`Roster is ready: ${config.url ?? address}`);
    await interrupted;
  } catch (error) {
    // Ctrl-C reaches all processes of a terminal: what fails because of it is no failure.
    if (!stopAsked) throw error;
  } finally {
    await stopAll();
  }
  process.exit(0);
}

async function openDatabase(config: Config, stops: (() => Promise<unknown>)[]): Promise<string> {
  let url = config.databaseUrl;
  if (!url) {
    const embedded: Embedded = await startEmbedded({ dataDir: config.dataDir, report: console.error });
    stops.push(embedded.stop);
    url = embedded.url;
  }
  return migrateDatabase(url);
}

async function keptSecret(dataDir: string): Promise<string> {
  try {
    return await secretFile(join(dataDir, "secret"));
  } catch (error) {
    throw new ConfigError(
      `ROSTER_DATA_DIR: ${dataDir} cannot hold the secret: ${(error as Error).message}. Set ROSTER_SECRET instead.`,
    );
  }
}

/** Another secret would sign everybody out at every second request, and could not go on with the audit log. */
async function requireOurSecret({ secret, dataDir, databaseUrl }: Config): Promise<void> {
  if (!(await hasOurSecret())) {
    const own = secret ? "another ROSTER_SECRET" : `another secret than the one in ${join(dataDir, "secret")}`;
    throw new StartError(
      `ROSTER_SECRET: this database is in use under ${own}. Set the same on all instances, with an earlier one as ROSTER_SECRET_BEFORE; where it is lost, run: roster server accept-secret.`,
    );
  }
  if (databaseUrl && !secret) {
    console.error(
      `ROSTER_SECRET is not set, and this instance goes by the secret in ${join(dataDir, "secret")}: without it none will start on this database.`,
    );
  }
}

async function fill(): Promise<void> {
  const password = generatePassword();
  const filled = await fillWithDemoPeople(await hashPassword(password));
  if (filled === "filled")
    console.log(`Demo people are in. Sign in as mira@halden.example with the password ${password}`);
  else console.error("--demo changed nothing: there are people in the database already.");
}

/** For developers: pages and all in this process. */
async function serveHere(config: Config, stops: (() => Promise<unknown>)[]) {
  const server = await serve(config, { dev: true });
  stops.push(server.stop);
  return server;
}

type Message = { ready: string } | { failed: string };

async function startWorkers(config: Config, stops: (() => Promise<unknown>)[]): Promise<{ address: string }> {
  const cores = availableParallelism();
  const count = config.workers ?? cores;
  const environment = {
    // Chosen here, so that a worker that is replaced listens where the others do.
    PORT: String(config.port || (await freePort())),
    ROSTER_POOL_SIZE: String(Math.max(2, Math.min(10, Math.floor(120 / count)))),
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? String(Math.max(2, cores)),
  };
  let stopping = false;
  stops.push(() => {
    stopping = true;
    return stopWorkers();
  });

  const start = () =>
    new Promise<string>((resolve, reject) => {
      const worker = cluster.fork(environment);
      closeLost(worker);
      const born = Date.now();
      worker.on("message", (message: Message | string) => {
        if (typeof message === "string") return;
        if ("ready" in message) {
          watchHeartbeat(worker);
          resolve(message.ready);
        } else if ("failed" in message) reject(new StartError(message.failed));
      });
      worker.on("exit", (code, signal) => {
        reject(new StartError(`A worker ended with ${signal ?? code} before it was ready.`));
        if (stopping) return;
        // One that dies at once would only burn the machine if it were replaced at once.
        setTimeout(
          () => !stopping && start().catch((error) => console.error(error.message)),
          Date.now() - born < 5000 ? 2000 : 0,
        );
      });
    });
  const [address = ""] = await Promise.all(Array.from({ length: count }, start));
  return { address };
}

/** How long workers get, which stop waiting for their requests before that by themselves. */
const patienceMs = 15_000;

/** Lets each worker finish the requests that it is at. */
async function stopWorkers(): Promise<void> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker !== undefined);
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve) => {
          if (worker.isDead()) return resolve();
          const stuck = setTimeout(() => worker.process.kill("SIGKILL"), patienceMs);
          worker.once("exit", () => {
            clearTimeout(stuck);
            resolve();
          });
          if (worker.isConnected()) worker.send("stop");
          else worker.process.kill("SIGKILL");
        }),
    ),
  );
}

/** Resolves at the first Ctrl-C or SIGTERM. At the second, workers are not waited for. */
function whenInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    let times = 0;
    const hear = () => {
      times++;
      resolve();
      if (times === 2) for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGKILL");
    };
    process.on("SIGINT", hear);
    process.on("SIGTERM", hear);
    process.on("SIGHUP", hear);
  });
}
