import { randomBytes } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { sql as drizzled } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { type BackupFile, openBackup, writeBackup } from "@/db/backup/file";
import { loadBackup } from "@/db/backup/load";
import { withSnapshot } from "@/db/backup/snapshot";
import { ourTables } from "@/db/backup/tables";
import { closeDatabase, connectDatabase, type Database, db } from "@/db/client";
import { fillWithDemoPeople } from "@/db/demo";
import { knownMigrations, migrateDatabase, migrationLock, takeMigrations, withoutLimits } from "@/db/migrate";
import { aGroup, aSession, as, aUser, nobody, operator, password, signedIn } from "@/test/people";
import { temporaryFolder } from "@/test/temporary-folder";
import { sealEntries } from "../audit/seal";
import { config } from "../config";
import { hashPassword } from "../passwords/hash";
import { authenticate } from "../sessions/authenticate";
import { createToken } from "../sessions/create-token";
import { readKey } from "../sessions/key";
import type { SessionKey } from "../sessions/open-session";
import { signIn } from "../sessions/sign-in";
import { createUser } from "../users/create-user";
import { suspendUser } from "../users/suspend-user";
import { backupKey } from "./key";
import { requireOurs, restoreBackup } from "./restore-backup";
import { takeBackup } from "./take-backup";

const secret = "a secret of the tests, which keeps nothing";
const source = () => process.env.DATABASE_URL ?? "";

let folder = "";
let file = "";
let made: string[] = [];

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

async function asAdmin(statement: string): Promise<void> {
  await asked(inject("databaseUrl"), (sql) => sql.unsafe(statement));
}

async function asked<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** A database of its own: with nothing in it, or as a Roster that was never used has made it. */
async function aDatabase(template = "template1"): Promise<string> {
  const name = `backup_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name} template ${template}`);
  made.push(name);
  return inject("databaseUrl").replace(/roster$/, name);
}

const take = () => takeBackup(operator, { url: source(), secret, file, force: true, progress: () => {} });

async function opened<T>(work: (backup: BackupFile) => Promise<T>): Promise<T> {
  const backup = await openBackup(file);
  try {
    return await work(backup);
  } finally {
    await backup.close();
  }
}

/** Restores into the database, which is then the one that operations work on. */
async function restore(url: string, { secretLost = false } = {}) {
  await closeDatabase();
  connectDatabase({ url, poolSize: 4 });
  return opened((backup) => restoreBackup(operator, { url, backup, secretLost, progress: () => {} }));
}

const plainly = { sealAnew: false, record: async () => {}, progress: () => {} };

/** Only the rows, and nothing after. */
const load = (url: string) => opened(({ header, rows }) => loadBackup(url, { header, rows: rows(), ...plainly }));

/** All that a backup holds, as one text. */
async function contentOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  const start = bytes.indexOf(10) + 1;
  return gunzipSync(bytes.subarray(start, bytes.lastIndexOf('\n{"sha256"'))).toString();
}

/** Each table's number of rows and the hash of all of them, made by PostgreSQL and not by COPY. */
const fingerprints = (url: string, where: Record<string, string> = {}) =>
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
const shape = (url: string) =>
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

const everyTokenOnly = { sessions: "where kind = 'token'", rate_limits: "where false" };

test("what is restored is what was backed up, row by row, with the tables, rules and indexes of any other database", async () => {
  const owner = await aUser({ roles: ["owner"] });
  const ada = await aUser({ name: "Ada\tof \\N \\.\nand “é” 🪁" });
  await aGroup({ members: [owner, ada] });
  await aSession(ada);
  await createToken(await signedIn(ada), { userId: ada.id, name: "nightly" });
  await suspendUser(as(owner), { userId: (await aUser()).id, reason: "line\nline" });
  await sealEntries();
  const before = await fingerprints(source(), everyTokenOnly);
  const taken = await take();

  for (const url of [await aDatabase(), await aDatabase("template_roster")]) {
    const counts = await load(url);
    expect(await fingerprints(url)).toEqual(before);
    expect(counts).toEqual(taken.tables);
    expect(await shape(url)).toEqual(await shape(source()));
    await migrateDatabase(url); // And nothing is left to do.
    expect(await fingerprints(url)).toEqual(before);

    await withSnapshot(url, async ({ rows, ...moment }) => {
      const header = { roster: "again", ...moment };
      const again = { header, key: backupKey(secret), force: true, rows: rows(() => {}) };
      await writeBackup(`${file}.again`, again);
    });
    expect(await contentOf(`${file}.again`)).toBe(await contentOf(file));
  }
});

test("a backup under writes holds one moment: all that was acknowledged before, nothing that began after, nothing in halves", async () => {
  const admin = as(await aUser({ roles: ["owner"] }));
  let writing = true;
  const acknowledged: string[] = [];
  const write = async (client: number) => {
    for (let n = 0; writing; n++) {
      const username = `busy-${client}-${n}`;
      const result = await createUser(admin, {
        username,
        email: `${username}@example.com`,
        password: "",
        generate: true,
      } as never);
      if (!result.ok) throw new Error(result.problem.message);
      acknowledged.push(username);
      if (n % 5 === 0) await sealEntries();
    }
  };
  const clients = [1, 2, 3].map(write);
  await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(5);
  const before = [...acknowledged];
  await take();
  const [after] = await asked(source(), (sql) => sql`select clock_timestamp() as at`);
  await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before.length + 3);
  writing = false;
  await Promise.all(clients);

  const url = await aDatabase();
  const { audit } = await restore(url);
  expect(audit).toMatchObject({ broken: null });
  const found = (
    await asked(
      url,
      (sql) => sql<{ username: string; whole: boolean; created: Date }[]>`
      select username, created_at as created, (select count(*) = 1 from user_seen where user_id = u.id)
        and (select count(*) = 1 from user_status_changes where user_id = u.id)
        and (select count(*) = 1 from audit_entries where target_id = u.id and action = 'user.created') as whole
      from users u where username like 'busy-%'`,
    )
  ).map((row) => row);
  expect(found.filter(({ whole }) => !whole)).toEqual([]);
  const names = new Set(found.map(({ username }) => username));
  expect(before.filter((name) => !names.has(name))).toEqual([]);
  expect(found.filter(({ created }) => created > after?.at)).toEqual([]);
  const [sums] = await asked(
    url,
    (sql) => sql`select
    (select sum(count) from user_counts)::int as kept, (select sum(by) from user_status_hours)::int as grown,
    (select count(*) from users where deleted_at is null)::int as counted,
    (select count(*) from audit_entries e where not exists (select from audit_seals where entry_id = e.id)
      and not exists (select from audit_unsealed where entry_id = e.id))::int as loose`,
  );
  expect(sums).toEqual({ kept: sums?.counted, grown: sums?.counted, counted: sums?.counted, loose: 0 });
});

test("people sign in to what was restored, tokens go on, sessions do not, and the rules hold", async () => {
  const owner = await aUser({ roles: ["owner"] });
  const ada = await aUser();
  const session = await aSession(ada);
  const token = await createToken(await signedIn(ada), { userId: ada.id, name: "nightly" });
  const tokenText = token.ok ? token.value.token : "";
  await take();
  await restore(await aDatabase());

  expect(await authenticate(session, operator.from)).toBeNull();
  expect(await authenticate(readKey(tokenText) as SessionKey, operator.from)).toMatchObject({
    username: ada.username,
  });
  const entered = await signIn(nobody, { email: ada.email ?? "", password });
  expect(entered.ok).toBe(true);
  expect(await suspendUser(as(owner), { userId: ada.id })).toMatchObject({ ok: true });
  await expect(db().execute(drizzled`delete from audit_entries`)).rejects.toThrow();
  await expect(db().execute(drizzled`delete from user_roles`)).rejects.toThrow();
});

test("that it was taken, and restored, stands in the audit log, and so does whoever did", async () => {
  const { sha256, taken } = await take();
  await restore(await aDatabase());
  const [entry] = await db().execute(drizzled`select * from audit_entries where action = 'backup.restored'`);
  expect(entry).toMatchObject({
    actor_kind: "operator",
    actor_name: "root",
    changes: { taken: [null, taken], sha256: [null, sha256] },
  });
  const [there] = await asked(
    source(),
    (sql) => sql`select changes from audit_entries where action = 'backup.taken' order by at desc limit 1`,
  );
  expect(there?.changes).toEqual({ file: [null, file], sha256: [null, sha256] });
});

test("where the entry cannot be written there is no file, and nothing is restored", async () => {
  await take();
  await rm(file);
  const nobodyWrites = { ...operator, from: { ...operator.from, address: "\0" } };
  await expect(
    takeBackup(nobodyWrites, { url: source(), secret, file, force: true, progress: () => {} }),
  ).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
  await take();
  const url = await aDatabase();
  await opened(async (backup) => {
    const asks = restoreBackup(nobodyWrites, { url, backup, secretLost: false, progress: () => {} });
    await expect(asks).rejects.toThrow();
  });
  expect(await asked(url, (sql) => sql`select to_regclass('users') as users`)).toEqual([{ users: null }]);
});

test("a database in use under another secret is not backed up", async () => {
  await sealEntries();
  config().secret = "another secret, of another server";
  try {
    const wish = { url: source(), secret: config().secret ?? "", file, force: false, progress: () => {} };
    await expect(takeBackup(operator, wish)).rejects.toThrow(
      "ROSTER_SECRET is not the one that this database is in use",
    );
    expect(await readdir(folder)).toEqual([]);
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

test("an audit log that was changed before it was backed up is restored, and told", async () => {
  await sealEntries();
  const url = await aDatabase();
  await take();
  await load(url);
  const [gone] = await asked(url, async (sql) => {
    await sql`alter table audit_entries disable trigger user`;
    const rows =
      await sql`delete from audit_entries where id = (select entry_id from audit_seals where number = 3) returning id`;
    await sql`alter table audit_entries enable trigger user`;
    return rows;
  });
  await takeBackup(operator, { url, secret, file, force: true, progress: () => {} });
  const { audit } = await restore(await aDatabase());
  expect(audit.broken).toMatchObject({ number: 3, entryId: gone?.id, why: "The entry of this seal is gone." });
});

test("whoever lost the secret has the audit log sealed anew, and nobody else gets in with another", async () => {
  await sealEntries();
  await take();
  config().secret = "another secret, since nobody has the first";
  try {
    await opened(async (backup) => {
      expect(() => requireOurs(backup, [config().secret ?? ""], false)).toThrow("--secret-lost");
      expect(() => requireOurs(backup, [config().secret ?? ""], true)).not.toThrow();
      expect(() => requireOurs(backup, ["x", secret], false)).not.toThrow();
      expect(() => requireOurs(backup, [], false)).toThrow("ROSTER_SECRET is not the one");
    });
    const url = await aDatabase();
    const { audit, tables } = await restore(url, { secretLost: true });
    expect(audit).toMatchObject({ broken: null, length: (tables.audit_entries ?? 0) + 1 });
  } finally {
    config().secret = secret;
  }
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

test("what an extension brought stands in nobody's way", async () => {
  await take();
  const url = await aDatabase();
  await asked(url, (sql) => sql`create extension pg_stat_statements`);
  await load(url);
  const [row] = await asked(url, (sql) => sql`select to_regclass('pg_stat_statements') is not null as there`);
  expect(row).toEqual({ there: true });
});

test("what the database ends too early elsewhere, it lets a backup and a restore take", async () => {
  const url = await aDatabase();
  const name = url.split("/").at(-1);
  for (const limit of ["statement_timeout = 300", "lock_timeout = 300", "idle_in_transaction_session_timeout = 300"])
    await asAdmin(`alter database ${name} set ${limit}`);
  await take();
  const slowly = async (on: Database) => {
    await on.execute(drizzled`select pg_sleep(0.6)`);
    await pause(600);
  };
  let loading: Promise<unknown> | undefined;
  await asked(url, (other) =>
    other.begin(async (tx) => {
      await tx.unsafe(`${withoutLimits}; select pg_advisory_xact_lock(${migrationLock})`);
      loading = opened(({ header, rows }) => loadBackup(url, { header, rows: rows(), ...plainly, record: slowly }));
      await pause(1000);
    }),
  );
  await loading;
  const bytes = await withSnapshot(url, async ({ rows }) => {
    await pause(600);
    let read = 0;
    for await (const part of rows(() => {})) read += part.length;
    return read;
  });
  expect(bytes).toBeGreaterThan(10_000);
  await takeBackup(operator, { url, secret, file, force: true, progress: () => {} });
  await load(await aDatabase());
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

/** A deleted user who holds a role still, and is in a group: later versions refuse it. */
async function leaveBehind(tx: postgres.TransactionSql): Promise<void> {
  await tx`insert into users (id, username, email, password_hash, deleted_at)
    values (gen_random_uuid(), 'Gone', 'gone@example.com', 'x', now())`;
  const gone = tx`from users where username = 'Gone'`;
  await tx`insert into user_seen (user_id) select id ${gone}`;
  await tx`insert into user_roles (user_id, role) select id, 'owner' ${gone}`;
  await tx`insert into group_members (group_id, user_id) select (select id from groups where name = 'one'), id ${gone}`;
}

test("a backup of any earlier version is restored, and brought up to this one", async () => {
  const known = knownMigrations();
  for (let steps = 2; steps < known.length; steps++) {
    const old = await aDatabase();
    await asked(old, (sql) =>
      sql.begin(async (tx) => {
        await takeMigrations(tx, known.slice(0, steps));
        await tx`insert into users (id, username, email, password_hash) values (gen_random_uuid(), 'Ada', 'ada@example.com', 'x')`;
        await tx`insert into user_roles (user_id, role) select id, 'owner' from users`;
        await tx`insert into user_seen (user_id) select id from users`;
        await tx`insert into user_status_changes (id, user_id, at, from_status, to_status, actor_kind)
          select gen_random_uuid(), id, now() - age, was, became, 'system' from users, (values
            (interval '500 days', null, 'dormant'), (interval '2 days', 'dormant', 'active'), (interval '1 day', 'active', 'dormant')
          ) change (age, was, became)`;
        await tx`insert into groups (id, name) values (gen_random_uuid(), 'one'), (gen_random_uuid(), 'two')`;
        await tx`insert into group_members (group_id, user_id) select groups.id, users.id from groups, users`;
        if (steps <= 11) await leaveBehind(tx);
        await tx`insert into audit_entries (id, action, outcome, actor_kind) values (gen_random_uuid(), 'user.created', 'done', 'operator')`;
      }),
    );
    await closeDatabase();
    connectDatabase({ url: old, poolSize: 2 });
    await takeBackup(operator, { url: old, secret, file: `${file}.${steps}`, force: false, progress: () => {} });
    await withSnapshot(old, async ({ rows, ...moment }) => {
      expect(moment.migration).toMatchObject({ number: steps });
      const header = { roster: "0.0.1", ...moment };
      await writeBackup(file, { header, key: backupKey(secret), force: true, rows: rows(() => {}) });
    });
    const url = await aDatabase();
    await load(url);
    await migrateDatabase(old);
    expect((await shape(url)).migrations, `from ${steps}`).toEqual((await shape(source())).migrations);
    const elsewhen = { organization: "", groups: "" }; // Migrations give them the time at which they are taken.
    const kept = { ...(await fingerprints(url)), ...elsewhen };
    expect(kept, `from ${steps}`).toEqual({ ...(await fingerprints(old)), ...elsewhen });
    expect(await asked(url, (sql) => sql`select username_key from user_roles`)).toEqual([{ username_key: "ada" }]);
    expect(await asked(url, (sql) => sql`select count(*)::int, sum(count)::int from group_member_counts`)).toEqual([
      { count: 2, sum: 2 },
    ]);
    const hours = await asked(
      url,
      (sql) => sql`select status, by::int, round(extract(epoch from now() - hour) / 86400)::int as age
        from user_status_hours order by hour, status`,
    );
    expect(hours.map((row) => row)).toEqual([
      { status: "dormant", by: 1, age: 500 },
      { status: "active", by: 1, age: 2 },
      { status: "dormant", by: -1, age: 2 },
      { status: "active", by: -1, age: 1 },
      { status: "dormant", by: 1, age: 1 },
    ]);
    const unlike = await asked(
      url,
      (sql) => sql`select username from users join user_seen on user_id = id
        where user_seen.status_since <> users.status_since or user_seen.status <> users.status`,
    );
    expect(unlike).toHaveLength(0);
  }
}, 60_000);

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
  await writeFile(file, "still free");
});

test("every table of the database is known to backups, and there is nothing else in it to be kept", async () => {
  const found = await asked(
    source(),
    (sql) => sql`select relname as name, relkind as kind from pg_class
    where relnamespace = 'public'::regnamespace and relkind not in ('i', 'I', 't', 'c') order by 1`,
  );
  expect(found).toEqual([...ourTables].sort().map((name) => ({ name, kind: "r" })));
});
