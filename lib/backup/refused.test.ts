import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { writeBackup } from "@/db/backup/file";
import { loadBackup } from "@/db/backup/load";
import {
  aDatabase,
  asked,
  contentOf,
  file,
  fingerprints,
  load,
  opened,
  plainly,
  prepareBackups,
  secret,
  shape,
  source,
  take,
} from "@/test/backups";
import { as, aUser, nobody, operator } from "@/test/people";
import { sealEntries } from "../audit/seal";
import { config } from "../config";
import { backupKey } from "./key";
import { restoreBackup } from "./restore-backup";
import { takeBackup } from "./take-backup";

prepareBackups();

test("a database in use under another secret is not backed up", async () => {
  await sealEntries();
  config().secret = "another secret, of another server";
  try {
    const wish = { url: source(), secret: config().secret ?? "", file, force: false, progress: () => {} };
    await expect(takeBackup(operator, wish)).rejects.toThrow(
      "ROSTER_SECRET is not the one that this database is in use",
    );
    expect(await readdir(dirname(file))).toEqual([]);
  } finally {
    config().secret = secret;
  }
});

test("nobody but an operator at the host takes or restores one", async () => {
  const owner = as(await aUser({ roles: ["owner"] }));
  const wish = { url: source(), secret, file, force: true, progress: () => {} };
  for (const actor of [owner, nobody]) await expect(takeBackup(actor, wish)).rejects.toThrow("host’s own terminal");
  await take();
  await opened(async (backup) => {
    for (const actor of [owner, nobody]) {
      const asks = restoreBackup(actor, { url: source(), backup, secretLost: false, progress: () => {} });
      await expect(asks).rejects.toThrow("host’s own terminal");
    }
  });
});

test("a database that is not empty is refused, and left as it is", async () => {
  await take();
  const ours = await aDatabase("template_roster");
  await asked(ours, (sql) => sql`insert into groups (id, name) values (gen_random_uuid(), 'ops')`);
  const before = [await fingerprints(ours), await shape(ours)];
  await expect(load(ours)).rejects.toThrow("The database is not empty: there are rows in groups.");
  expect([await fingerprints(ours), await shape(ours)]).toEqual(before);

  const others = await aDatabase();
  await asked(others, (sql) => sql`create table invoices (id int)`);
  await expect(load(others)).rejects.toThrow("The database is not empty: there is a table invoices in it.");
  expect(await asked(others, (sql) => sql`select to_regclass('users') as users`)).toEqual([{ users: null }]);
});

test.each([
  ["a table", "create table invoices (id int)", /there is a table invoices in it/],
  ["a view of ours", "create view people as select username from users", /there is a table people in it/],
  [
    "a view elsewhere",
    "create schema bi create view people as select id from public.users",
    /other objects depend on them/,
  ],
])("where %s of somebody else's is in an unused one, it is refused, and left as it is", async (_, statement, why) => {
  await take();
  const url = await aDatabase("template_roster");
  await asked(url, (sql) => sql.unsafe(statement));
  const before = await shape(url);
  await expect(load(url)).rejects.toThrow(why);
  expect(await shape(url)).toEqual(before);
});

test("a database that a server runs on is refused", async () => {
  await take();
  const url = await aDatabase("template_roster");
  const sql = postgres(url, { max: 1, connection: { application_name: "roster" } });
  await sql`select 1`;
  await expect(load(url)).rejects.toThrow("A Roster is running on this database.");
  await sql.end();
  await expect
    .poll(
      () =>
        load(url).then(
          () => "loaded",
          (error) => error.message,
        ),
      { timeout: 10_000 },
    )
    .toBe("loaded");
});

test.each([
  ["rows that end in the middle", (text: string) => text.slice(0, text.length * 0.7), /cannot be read/],
  [
    "a row that cannot be read",
    (text: string) => text.replace(/("table":"users"[\s\S]*?\t)dormant\t/, "$1asleep\t"),
    /users_status_known/,
  ],
  [
    "a row without what it refers to",
    (text: string) => text.replace(/("table":"user_seen".*\n)[^\t]*/, `$1${"0".repeat(8)}-0000-7000-8000-000000000000`),
    /foreign key/,
  ],
  [
    "a row twice",
    (text: string) => text.replace(/("table":"audit_names".*\n)(.*\n)(.*\n)/, "$1$2$2"),
    /duplicate|unique/,
  ],
  [
    "fewer rows than were counted",
    (text: string) => text.replace(/("table":"audit_names".*\n)(.*\n)/, "$1"),
    /cannot be read/,
  ],
  [
    "a table too few",
    (text: string) =>
      text
        .replace(/^\{"table":"groups"[\s\S]*?\{"rows":\d+\}\n/m, "")
        .replace(/\{"tables":(\d+)\}/, (_, n) => `{"tables":${n - 1}}`),
    /has no table groups|foreign key/,
  ],
  [
    "a table that is none of ours",
    (text: string) => text.replace('"table":"groups"', '"table":"pg_authid"'),
    /does not fit/,
  ],
  ["a column that is none", (text: string) => text.replace('"display_name"', '"other_name"'), /does not fit/],
])("with %s nothing is restored", async (_, change, why) => {
  await take();
  const changed = change(await contentOf(file));
  expect(changed).not.toBe(await contentOf(file));
  const { header } = await opened(async (backup) => backup);
  async function* rows() {
    yield Buffer.from(changed);
  }
  await writeBackup(file, { header, key: backupKey(secret), force: true, rows: rows() });
  const url = await aDatabase("template_roster");
  const before = [await fingerprints(url), await shape(url)];
  await expect(load(url)).rejects.toThrow(why);
  expect([await fingerprints(url), await shape(url)]).toEqual(before);
});

test("a backup of a later version, or of another line, is refused before anything is done", async () => {
  await take();
  const { header } = await opened(async (backup) => backup);
  const url = await aDatabase();
  const last = header.migration;
  for (const [migration, why] of [
    [{ ...last, number: 99, at: last.at + 1 }, /of a later version of Roster \(0\.1\.0\)/],
    [{ ...last, hash: "other" }, /that this one does not follow/],
    [{ ...last, at: 1 }, /that this one does not follow/],
  ] as const) {
    async function* rows() {}
    const asks = loadBackup(url, {
      header: { ...header, migration },
      rows: rows(),
      ...plainly,
    });
    await expect(asks).rejects.toThrow(why);
  }
  expect(await asked(url, (sql) => sql`select to_regclass('users') as users`)).toEqual([{ users: null }]);
});

test("a database without a Roster, or of a later one, is not backed up", async () => {
  const url = await aDatabase();
  const wish = { secret, file, force: false, progress: () => {} };
  await expect(takeBackup(operator, { ...wish, url })).rejects.toThrow("There is no Roster in this database.");
  const later = await aDatabase("template_roster");
  await asked(
    later,
    (sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)`,
  );
  await expect(takeBackup(operator, { ...wish, url: later })).rejects.toThrow("of a later version of Roster");
  expect(await readdir(dirname(file))).toEqual([]);
});
