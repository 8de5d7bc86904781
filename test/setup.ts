import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase, connectDatabase } from "@/db/client";

/** Gives each test file a database of its own, cloned from the template. */

const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => {} });
const name = `test_${randomBytes(6).toString("hex")}`;

beforeAll(async () => {
  await admin.unsafe(`create database ${name} template template_roster`);
  process.env.DATABASE_URL = inject("databaseUrl").replace(/roster$/, name);
  connectDatabase({ url: process.env.DATABASE_URL, poolSize: 12 });
});

afterAll(async () => {
  await closeDatabase();
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
});
