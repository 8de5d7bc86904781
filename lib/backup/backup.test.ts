import { readdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql as drizzled } from "drizzle-orm";
import { expect, test } from "vitest";
import { writeBackup } from "@/db/backup/file";
import { loadBackup } from "@/db/backup/load";
import { withSnapshot } from "@/db/backup/snapshot";
import { ourTables } from "@/db/backup/tables";
import { type Database, db } from "@/db/client";
import { migrateDatabase, migrationLock, withoutLimits } from "@/db/migrate";
import {
  aDatabase,
  asAdmin,
  asked,
  contentOf,
  file,
  fingerprints,
  load,
  opened,
  plainly,
  prepareBackups,
  restore,
  secret,
  shape,
  source,
  take,
} from "@/test/backups";
import { aGroup, aSession, as, aUser, nobody, operator, password, signedIn } from "@/test/people";
import { sealEntries } from "../audit/seal";
import { config } from "../config";
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

prepareBackups();

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
  expect(await readdir(dirname(file))).toEqual([]);
  await take();
  const url = await aDatabase();
  await opened(async (backup) => {
    const asks = restoreBackup(nobodyWrites, { url, backup, secretLost: false, progress: () => {} });
    await expect(asks).rejects.toThrow();
  });
  expect(await asked(url, (sql) => sql`select to_regclass('users') as users`)).toEqual([{ users: null }]);
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

test("every table of the database is known to backups, and there is nothing else in it to be kept", async () => {
  const found = await asked(
    source(),
    (sql) => sql`select relname as name, relkind as kind from pg_class
    where relnamespace = 'public'::regnamespace and relkind not in ('i', 'I', 't', 'c') order by 1`,
  );
  expect(found).toEqual([...ourTables].sort().map((name) => ({ name, kind: "r" })));
});
