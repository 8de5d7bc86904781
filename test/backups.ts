import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { type BackupFile, openBackup } from "@/db/backup/file";
import { loadBackup } from "@/db/backup/load";
import { ourTables } from "@/db/backup/tables";
import { closeDatabase, connectDatabase } from "@/db/client";
import { fillWithDemoPeople } from "@/db/demo";
import { restoreBackup } from "@/lib/backup/restore-backup";
import { takeBackup } from "@/lib/backup/take-backup";
import { config } from "@/lib/config";
import { hashPassword } from "@/lib/passwords/hash";
import { operator, password } from "@/test/people";
import { temporaryFolder } from "@/test/temporary-folder";

export const secret = "a secret of the tests, which keeps nothing";
export const source = () => process.env.DATABASE_URL ?? "";

/** Where a test writes its backup; new for each test. */
export let file = "";
let made: string[] = [];

/** Gives the tests of a file people to back up, and each test a place for its backup and the databases that it asks for. */
export function prepareBackups(): void {
  let folder = "";

  beforeAll(async () => {
    config().secret = secret;
    await fillWithDemoPeople(await hashPassword(password));
  });

  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder, "roster.backup");
    made = [];
  });

  afterEach(async () => {
    await closeDatabase();
    connectDatabase({ url: source(), poolSize: 12 });
    for (const name of made) await asAdmin(`drop database if exists ${name} with (force)`);
    await rm(folder, { recursive: true, force: true });
  });

  afterAll(() => closeDatabase());
}

export async function asAdmin(statement: string): Promise<void> {
  await asked(inject("databaseUrl"), (sql) => sql.unsafe(statement));
}

export async function asked<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** A database of its own: with nothing in it, or as a Roster that was never used has made it. */
export async function aDatabase(template = "template1"): Promise<string> {
  const name = `backup_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name} template ${template}`);
  made.push(name);
  return inject("databaseUrl").replace(/roster$/, name);
}

export const take = () => takeBackup(operator, { url: source(), secret, file, force: true, progress: () => {} });

export async function opened<T>(work: (backup: BackupFile) => Promise<T>): Promise<T> {
  const backup = await openBackup(file);
  try {
    return await work(backup);
  } finally {
    await backup.close();
  }
}

/** Restores into the database, which is then the one that operations work on. */
export async function restore(url: string, { secretLost = false } = {}) {
  await closeDatabase();
  connectDatabase({ url, poolSize: 4 });
  return opened((backup) => restoreBackup(operator, { url, backup, secretLost, progress: () => {} }));
}

export const plainly = { sealAnew: false, record: async () => {}, progress: () => {} };

/** Only the rows, and nothing after. */
export const load = (url: string) =>
  opened(({ header, rows }) => loadBackup(url, { header, rows: rows(), ...plainly }));

/** All that a backup holds, as one text. */
export async function contentOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  const start = bytes.indexOf(10) + 1;
  return gunzipSync(bytes.subarray(start, bytes.lastIndexOf('\n{"sha256"'))).toString();
}

/** Each table's number of rows and the hash of all of them, made by PostgreSQL and not by COPY. */
export const fingerprints = (url: string, where: Record<string, string> = {}) =>
  asked(url, async (sql) => {
    const all: Record<string, string> = {};
    for (const table of ourTables) {
      const [row] = await sql.unsafe(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as it from ${table} t ${where[table] ?? ""}`,
      );
      all[table] = row?.it;
    }
    return all;
  });

/** Everything about the tables but their rows. */
export const shape = (url: string) =>
  asked(url, async (sql) => ({
    columns:
      await sql`select table_name, column_name, data_type, is_nullable, column_default, generation_expression, collation_name
      from information_schema.columns where table_schema = 'public' order by 1, 2`,
    constraints:
      await sql`select conrelid::regclass::text as on, conname, convalidated, pg_get_constraintdef(oid) as it from pg_constraint
      where connamespace = 'public'::regnamespace order by 1, 2`,
    indexes:
      await sql`select pg_get_indexdef(indexrelid) as it, indisvalid from pg_index join pg_class c on c.oid = indexrelid
      where relnamespace = 'public'::regnamespace order by 1`,
    triggers:
      await sql`select tgrelid::regclass::text as on, tgname, tgenabled, pg_get_triggerdef(t.oid) as it from pg_trigger t
      where not tgisinternal order by 1, 2`,
    functions: await sql`select proname, prosrc from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
    migrations: await sql`select id, hash, created_at from drizzle.__drizzle_migrations order by id`,
  }));
