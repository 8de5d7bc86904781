import { rm } from "node:fs/promises";
import { test as base } from "@playwright/test";
import { findEmbedded } from "@/db/embedded";
import { temporaryFolder } from "@/test/temporary-folder";
import { type RunningServer, startServer } from "../support/server";

/** What the tests of the process share: servers of their own, on a data folder of their own. */

type Fixtures = {
  dataDir: string;
  /** Starts a server with these settings; stopped after the test. Its port is a free one, it has one worker. */
  start: (settings?: Record<string, string>) => Promise<RunningServer>;
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  dataDir: async ({}, use) => {
    const folder = await temporaryFolder();
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  start: async ({ dataDir }, use) => {
    const started: RunningServer[] = [];
    await use(async (settings = {}) => {
      const server = await startServer({ ...small, ROSTER_DATA_DIR: dataDir, ...settings });
      started.push(server);
      return server;
    });
    for (const server of started) await server.stop();
    await killLeftOver(dataDir);
  },
});

export { expect } from "@playwright/test";

export const small = { HOST: "127.0.0.1", PORT: "0", ROSTER_WORKERS: "1" };

/** The database that the browser tests run on, for tests that need one, and no folder. */
export const sharedDatabase = () => process.env.ROSTER_E2E_DATABASE_URL ?? "";

/** A PostgreSQL whose server was killed on purpose. */
async function killLeftOver(dataDir: string): Promise<void> {
  if ((await findEmbedded({ dataDir })) === null) return;
  const server = await startServer({ ...small, ROSTER_DATA_DIR: dataDir });
  await server.stop();
}
