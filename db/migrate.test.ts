import { appendFile, cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { temporaryFolder } from "@/test/temporary-folder";
import { openDriver } from "./driver";
import { DatabaseError, migrateDatabase, migrationLock, reachDatabase } from "./migrate";

const url = () => process.env.DATABASE_URL ?? "";

/** What hands questions on to the database, and tells another process's number than the one that answers, as PgBouncer does. */
async function aPooler() {
  const { hostname, port } = new URL(url());
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) socket.on("error", () => {});
    near.pipe(far);
    far.on("data", (chunk) => {
      const key = chunk.indexOf(Buffer.from([75, 0, 0, 0, 12])); // “Backend key data”: the process, and what cancels it.
      if (key >= 0) chunk.writeUInt32BE(4_000_000, key + 5);
      near.write(chunk);
    });
    far.on("close", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = new URL(url());
  at.port = String((server.address() as AddressInfo).port);
  return { url: at.href, close: () => server.close() };
}

test("the address stays as it is; behind a pooler nothing is to be prepared, unless it is told", async () => {
  const pooler = await aPooler();
  expect(await migrateDatabase(url())).toBe(url());
  expect(await reachDatabase(pooler.url)).toBe(`${pooler.url}?prepare=false`);
  expect(await migrateDatabase(pooler.url)).toBe(`${pooler.url}?prepare=false`);
  expect(await migrateDatabase(`${pooler.url}?sslmode=disable`)).toBe(`${pooler.url}?sslmode=disable&prepare=false`);
  expect(await migrateDatabase(`${pooler.url}?prepare=true`)).toBe(`${pooler.url}?prepare=true`);
  pooler.close();
});

test("instances that migrate an empty database at the same moment take turns, and leave no lock", async () => {
  const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => {} });
  await admin`create database migrated_by_many`;
  const empty = url().replace(/[^/]+$/, "migrated_by_many");
  await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(empty)));
  const sql = postgres(empty, { max: 1, onnotice: () => {} });
  const [row] =
    await sql`select count(*)::int as made, count(distinct hash)::int as kinds from drizzle.__drizzle_migrations`;
  expect(row?.made).toBe(row?.kinds);
  expect(row?.made).toBeGreaterThan(5);
  const locks = await sql`select 1 from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and d.datname = 'migrated_by_many'`;
  expect(locks).toEqual([]);
  await sql.end();
  await admin`drop database migrated_by_many with (force)`;
  await admin.end();
});

test("an older instance may be at work meanwhile: whoever is in the way of whom, in the end all is done", async () => {
  const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => {} });
  await admin`create database migrated_at_work`;
  const busy = url().replace(/[^/]+$/, "migrated_at_work");
  const folder = await temporaryFolder();
  await cp(fileURLToPath(new URL("migrations", import.meta.url)), folder, { recursive: true });
  const sql = postgres(busy, { max: 2, onnotice: () => {} });
  await migrateDatabase(busy);
  // A last step that wants two tables one after the other, as a worker does the other way round.
  const journal = join(folder, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8"));
  const next = { ...entries.at(-1), idx: entries.length, when: entries.at(-1).when + 1, tag: "9999_next" };
  await writeFile(journal, JSON.stringify({ ...rest, entries: [...entries, next] }));
  const step = `lock table groups;--> statement-breakpoint
    select pg_sleep(0.2);--> statement-breakpoint
    lock table users;--> statement-breakpoint
    create table next ();`;
  await writeFile(join(folder, "9999_next.sql"), step);

  let migrating: Promise<string> | undefined;
  await sql.begin(async (tx) => {
    await tx`lock table users`;
    migrating = migrateDatabase(busy, folder);
    await expect
      .poll(() => sql`select from pg_locks where relation = 'groups'::regclass and granted`, { timeout: 20_000 })
      .toHaveLength(1);
    await tx`set local deadlock_timeout = '1min'`; // The other one is the one that PostgreSQL finds.
    await tx`lock table groups`;
  });
  expect(await migrating).toBe(busy);
  expect(await sql`select to_regclass('next')::text as next`).toEqual([{ next: "next" }]);
  await sql.end();
  await admin`drop database migrated_at_work with (force)`;
  await admin.end();
  await rm(folder, { recursive: true });
});

test("where no step is due nobody waits, also not for a backup, which holds the lock", async () => {
  const before = postgres(url(), { max: 1, onnotice: () => {} });
  await before.begin(async (tx) => {
    await tx.unsafe(`select pg_advisory_xact_lock_shared(${migrationLock})`);
    expect(await migrateDatabase(url())).toBe(url());
  });
  await before.end();
});

test("a step takes as long as it takes, whatever the database is set to; and one that is only reached is left as it is", async () => {
  const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => {} });
  await admin`create database migrated_in_a_hurry`;
  await admin`alter database migrated_in_a_hurry set statement_timeout = 500`;
  const hurried = url().replace(/[^/]+$/, "migrated_in_a_hurry");
  const slow = await temporaryFolder();
  await cp(fileURLToPath(new URL("migrations", import.meta.url)), slow, { recursive: true });
  const [first = ""] = (await readdir(slow)).sort();
  await appendFile(join(slow, first), "--> statement-breakpoint\nselect pg_sleep(1);");
  await reachDatabase(hurried);
  const sql = openDriver(hurried);
  expect(await sql`select to_regclass('users') as users`).toEqual([{ users: null }]);
  await migrateDatabase(hurried, slow);
  expect(await sql`select to_regclass('users')::text as users`).toEqual([{ users: "users" }]);
  await sql.end();
  await admin`drop database migrated_in_a_hurry with (force)`;
  await admin.end();
  await rm(slow, { recursive: true });
});

test("one that cannot be used is told in a line, with why and without the password", async () => {
  const nobody = migrateDatabase("postgres://roster:hunter2@127.0.0.1:1,127.0.0.1:2/roster");
  await expect(nobody).rejects.toThrow(DatabaseError);
  await expect(nobody).rejects.toThrow(
    /^DATABASE_URL: the database at 127\.0\.0\.1:1,127\.0\.0\.1:2 cannot [^\n]+ECONNREFUSED/,
  );
  await expect(nobody).rejects.not.toThrow("hunter2");
});
