import { once } from "node:events";
import { rm } from "node:fs/promises";
import { freePort } from "../db/embedded";
import { startServer } from "../e2e/support/server";
import { aPair, type Pair } from "../test/clusters";
import { temporaryFolder } from "../test/temporary-folder";
import { type Installation, kill, processes, secret } from "./installation";
import { prepareDoors } from "./load/prepare";

/** Two instances on a primary with a synchronous standby, as behind a load balancer. What is killed and started again is the second. */
export type Many = Installation & { pair: Pair };

export async function installMany(): Promise<Many> {
  const folder = await temporaryFolder();
  const pair = await aPair();
  const ports = [await freePort(), await freePort()];
  const start = (port: number | undefined) =>
    startServer({
      HOST: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: `${pair.url}?target_session_attrs=read-write`,
      ROSTER_DATA_DIR: folder,
      ROSTER_SECRET: secret,
      ROSTER_WORKERS: "1",
      ROSTER_LOG_LEVEL: "error",
      ROSTER_TRUST_PROXY: "1", // So that an entry has the id that the client gave its request.
    });
  const servers = await Promise.all(ports.map(start)); // At once, on an empty database.
  const [one, other] = servers as [(typeof servers)[number], (typeof servers)[number]];
  let second = other;
  const workers = () =>
    processes().flatMap(({ pid, parent, command }) =>
      parent === second.process.pid && command.includes("server.mjs") ? [pid] : [],
    );
  return {
    pair,
    address: one.address,
    addresses: [one.address, other.address],
    get url() {
      return pair.current().url;
    },
    secret,
    doors: await prepareDoors(one.address, secret),
    server: () => second,
    workers,
    postmaster: () => pair.current().postmaster(),
    killAll: async () => {
      const all = workers();
      const gone = once(second.process, "exit");
      second.process.kill("SIGKILL");
      for (const pid of all) kill(pid, "SIGKILL");
      await gone;
    },
    startAgain: async () => {
      second = await start(ports[1]);
    },
    remove: async () => {
      await Promise.all([one.stop(), second.stop()]);
      await pair.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
