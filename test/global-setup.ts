import { rm } from "node:fs/promises";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { temporaryFolder } from "./temporary-folder";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

/** One PostgreSQL for all test files, with a template database made by the migrations, which each file clones. */
export default async function setUp(project: TestProject) {
  const dataDir = await temporaryFolder();
  const embedded = await startEmbedded({ dataDir, durable: false });
  const sql = postgres(embedded.url, { max: 1, onnotice: () => {} });
  await sql`create database template_roster`;
  await sql.end();
  await migrateDatabase(embedded.url.replace(/roster$/, "template_roster"));
  project.provide("databaseUrl", embedded.url);

  return async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
