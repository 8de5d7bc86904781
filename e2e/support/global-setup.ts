import { rm } from "node:fs/promises";
import { startEmbedded } from "@/db/embedded";
import { temporaryFolder } from "@/test/temporary-folder";
import { startServer } from "./server";

/** One PostgreSQL and one production server for all journeys, thrown away afterwards. */
export default async function setUp() {
  const dataDir = await temporaryFolder();
  const embedded = await startEmbedded({ dataDir, durable: false });
  process.env.ROSTER_E2E_DATABASE_URL = embedded.url;
  const server = await startServer({
    DATABASE_URL: embedded.url,
    PORT: process.env.ROSTER_E2E_PORT ?? "",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    ROSTER_WORKERS: "1",
  });
  return async () => {
    await server.stop();
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
