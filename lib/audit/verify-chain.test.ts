import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { as, aUser, nobody, operator, signedIn } from "@/test/people";
import { config } from "../config";
import { roles } from "../permissions";
import { signIn } from "../sessions/sign-in";
import { suspendUser } from "../users/suspend-user";
import { updateProfile } from "../users/update-profile";
import { recordAllDone, recordDone } from "./record";
import { sealEntries } from "./seal";
import { verifyChain } from "./verify-chain";

/** Whoever has the product's own role of the database can do all this. */
async function tamper(...statements: string[]): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.execute(sql`alter table audit_entries disable trigger user`);
    await tx.execute(sql`alter table audit_seals disable trigger user`);
    for (const statement of statements) await tx.execute(sql.raw(statement));
    await tx.execute(sql`alter table audit_entries enable trigger user`);
    await tx.execute(sql`alter table audit_seals enable trigger user`);
  });
}

const verified = async (expected?: { number: number; hash: string }) => {
  const result = await verifyChain(operator, { expect: expected });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

/** The id of the entry with this number in the chain. */
const entry = (number: number) => `(select entry_id from audit_seals where number = ${number})`;

beforeEach(async () => {
  await tamper(
    "delete from audit_seals",
    "delete from audit_entries",
    "delete from audit_unsealed",
    "update audit_chain set length = 0, hash = '', signature = ''",
  );
  const [ada, admin] = [await aUser(), await aUser()];
  await db().transaction(async (tx) => {
    for (let i = 0; i < 20; i++) {
      const target = { type: "user" as const, id: ada.id, name: ada.username };
      await recordDone(tx, as(admin), "user.updated", {
        target,
        before: { name: `${i}` },
        after: { name: `${i + 1}` },
      });
    }
  });
  await sealEntries();
});

test("a log that nobody touched holds, and goes on holding as it grows", async () => {
  const first = await verified();
  expect(first).toMatchObject({ length: 20, broken: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await signIn(nobody, { email: "nobody@example.com", password: "not it" });
  const second = await verified({ number: 20, hash: first.head });
  expect(second).toMatchObject({ length: 21, broken: null });
  expect(second.head).not.toBe(first.head);
});

const fields = {
  at: "at + interval '1 second'",
  action: "'user.deleted'",
  outcome: "'refused'",
  reason: "'another'",
  actor_kind: "'system'",
  actor_id: "gen_random_uuid()",
  actor_name: "'mallory'",
  session_id: "gen_random_uuid()",
  address: "'203.0.113.9'",
  user_agent: "null",
  request_id: "'other'",
  target_type: "'group'",
  target_id: "gen_random_uuid()",
  target_name: "'mallory'",
  changes: `'{"name": ["6", "x"]}'`,
};

test.each(Object.entries(fields))("a changed %s is found at its entry", async (field, value) => {
  await tamper(`update audit_entries set ${field} = ${value} where id = ${entry(7)}`);
  expect(await verified()).toMatchObject({
    length: 6,
    broken: { number: 7, why: expect.stringContaining("not what was sealed") },
  });
});

test("every column of an entry is in its seal", async () => {
  const rows = await db().execute<{ column_name: string }>(
    sql`select column_name from information_schema.columns where table_name = 'audit_entries' and column_name <> 'id'`,
  );
  expect(rows.map(({ column_name }) => column_name).sort()).toEqual(Object.keys(fields).sort());
});

const breaks: [name: string, statements: string[], found: object][] = [
  [
    "a removed entry",
    [`delete from audit_entries where id = ${entry(7)}`],
    { number: 7, why: "The entry of this seal is gone." },
  ],
  [
    "a removed entry with its seal",
    [`delete from audit_entries where id = ${entry(7)}`, "delete from audit_seals where number = 7"],
    { number: 7, why: "This seal is gone." },
  ],
  [
    "a removed entry whose gap is closed",
    [
      `delete from audit_entries where id = ${entry(7)}`,
      "delete from audit_seals where number = 7",
      ...Array.from({ length: 13 }, (_, i) => `update audit_seals set number = ${7 + i} where number = ${8 + i}`),
    ],
    { number: 7, why: expect.stringContaining("not what was sealed") },
  ],
  [
    "two swapped entries",
    [
      "update audit_seals set number = -1 where number = 7",
      "update audit_seals set number = 7 where number = 8",
      "update audit_seals set number = 8 where number = -1",
    ],
    { number: 7 },
  ],
  [
    "two entries that swapped what they tell",
    [
      `create temporary table kept on commit drop as select id, changes from audit_entries where id in (${entry(7)}, ${entry(8)})`,
      "update audit_entries e set changes = k.changes from kept k where k.id <> e.id and e.id in (select id from kept)",
    ],
    { number: 7 },
  ],
  [
    "a cut-off end",
    [
      `delete from audit_entries where id in (select entry_id from audit_seals where number > 15)`,
      "delete from audit_seals where number > 15",
    ],
    { number: 16, why: "The log went on to number 20: its end was cut off." },
  ],
  [
    "an end that was changed",
    ["update audit_chain set hash = repeat('0', 64)"],
    { number: 21, why: "The end of the chain was changed." },
  ],
  [
    "a cut-off end that was made the end",
    [
      "delete from audit_entries where id in (select entry_id from audit_seals where number > 15)",
      "delete from audit_seals where number > 15",
      "update audit_chain set length = 15, hash = (select hash from audit_seals where number = 15)",
    ],
    { number: 16, why: "The end of the chain was changed." },
  ],
  [
    "a log that was emptied",
    [
      "delete from audit_entries",
      "delete from audit_seals",
      "delete from audit_unsealed",
      "update audit_chain set length = 0, hash = '', signature = ''",
    ],
    { number: 1, why: expect.stringContaining("the log was emptied") },
  ],
  [
    "a forged seal",
    [
      "update audit_seals set hash = repeat('a', 64) where number = 20",
      "update audit_chain set hash = repeat('a', 64)",
    ],
    { number: 20 },
  ],
  [
    "a seal under another secret",
    ["update audit_seals set key = 'f00' where number = 9"],
    { number: 9, why: expect.stringContaining("another ROSTER_SECRET") },
  ],
  [
    "an entry that waits, and is taken away",
    ["insert into audit_unsealed (entry_id) values (gen_random_uuid())"],
    { number: null, why: "This entry was to be sealed, and is gone." },
  ],
  [
    "an entry that was put in behind our back",
    [
      `insert into audit_entries (id, action, outcome, actor_kind) values (gen_random_uuid(), 'user.created', 'done', 'system')`,
    ],
    { number: null, why: "This entry was never sealed: it was not written by Roster." },
  ],
];

test.each(breaks)("%s is found", async (_, statements, found) => {
  await tamper(...statements);
  expect((await verified()).broken).toMatchObject(found);
});

test("of several breaks the first is told, however far back, and an end cut off between two batches is missed", async () => {
  const ada = await aUser();
  const target = { type: "user" as const, id: ada.id, name: ada.username };
  const renamed = (i: number) => ({ target, before: { name: `${i}` }, after: { name: `${i + 1}` } });
  const many = Array.from({ length: 2100 }, (_, i) => renamed(i));
  await db().transaction((tx) => recordAllDone(tx, as(ada), "user.updated", many));
  expect(await verified()).toMatchObject({ length: 2120, broken: null });

  await tamper(`update audit_entries set reason = 'x' where id in (${entry(2001)}, ${entry(2050)}, ${entry(2119)})`);
  expect(await verified()).toMatchObject({ length: 2000, broken: { number: 2001 } });
  await tamper(`update audit_entries set reason = 'x' where id = ${entry(3)}`);
  expect(await verified()).toMatchObject({ length: 2, broken: { number: 3 } });
  await tamper(
    "update audit_entries set reason = null",
    "delete from audit_entries where id in (select entry_id from audit_seals where number > 2000)",
    "delete from audit_seals where number > 2000",
  );
  expect(await verified()).toMatchObject({ length: 2000, broken: { number: 2001 } });
});

test("an old copy of all of it is found by a seal that was noted down", async () => {
  await tamper("create table old_end as select * from audit_chain");
  await signIn(nobody, { email: "nobody@example.com", password: "not it" });
  const { head } = await verified();
  await tamper(
    "delete from audit_entries where id in (select entry_id from audit_seals where number > 20)",
    "delete from audit_seals where number > 20",
    "update audit_chain set (length, hash, signature) = (select length, hash, signature from old_end)",
    "drop table old_end",
  );
  expect(await verified()).toMatchObject({ length: 20, broken: null });
  expect((await verified({ number: 21, hash: head })).broken).toMatchObject({
    why: expect.stringContaining("cut off"),
  });
  expect((await verified({ number: 10, hash: head })).broken).toMatchObject({
    number: 10,
    why: expect.stringContaining("made anew"),
  });
});

test("an end that was changed is not signed again: nothing more is sealed, and verifying says so", async () => {
  await tamper("update audit_chain set length = 15, hash = (select hash from audit_seals where number = 15)");
  await signIn(nobody, { email: "nobody@example.com", password: "not it" });
  await expect(sealEntries()).rejects.toThrow("is not sealed any more");
  expect((await verified()).broken).toMatchObject({ number: 21, why: "The end of the chain was changed." });
});

test("an entry that somebody keeps from being sealed is told", async () => {
  const holder = await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('roster: seal'))`);
    await signIn(nobody, { email: "nobody@example.com", password: "not it" });
    expect(await verified()).toMatchObject({ length: 20, broken: null });
    await tamper(
      "update audit_entries set at = at - interval '2 minutes' where id in (select entry_id from audit_unsealed)",
    );
    return verified();
  });
  expect(holder.broken).toMatchObject({ number: null, why: expect.stringContaining("waiting since") });
});

test("an entry that is put back to be sealed once more does not stop the chain", async () => {
  await tamper(`insert into audit_unsealed select entry_id from audit_seals where number = 7`);
  await signIn(nobody, { email: "nobody@example.com", password: "not it" });
  expect(await verified()).toMatchObject({ length: 21, broken: null });
});

test("what was sealed under an earlier secret is checked with it", async () => {
  const now = config();
  try {
    Object.assign(now, { secret: "a new secret of more than thirty-two characters" });
    expect(await verified()).toMatchObject({
      length: 0,
      broken: { number: 1, why: expect.stringContaining("ROSTER_SECRET_BEFORE") },
    });
    await signIn(nobody, { email: "nobody@example.com", password: "not it" });
    Object.assign(now, { secretsBefore: [""] });
    expect(await verified()).toMatchObject({ length: 21, broken: null });
  } finally {
    Object.assign(now, { secret: undefined, secretsBefore: [] });
  }
});

test("entries and seals cannot be changed or removed by mistake", async () => {
  for (const statement of [
    "update audit_entries set reason = 'x'",
    "delete from audit_entries",
    "truncate audit_entries",
    "delete from audit_seals",
    "update audit_seals set hash = ''",
  ]) {
    await expect(db().execute(sql.raw(statement))).rejects.toThrow();
  }
  expect(await verified()).toMatchObject({ length: 20, broken: null });
});

test("64 who write at once, and three who seal, make one chain of all entries", async () => {
  const people = await Promise.all(Array.from({ length: 64 }, () => aUser()));
  const owner = await signedIn(await aUser({ roles: ["owner"] }));
  let writing = true;
  const sealing = Array.from({ length: 3 }, async () => {
    while (writing) await sealEntries();
  });
  await Promise.all(
    people.map(async (person) => {
      for (const name of ["one", "two", "three"]) {
        await updateProfile(owner, { userId: person.id, username: person.username, name });
      }
      await suspendUser(owner, { userId: person.id });
      await suspendUser(as(person), { userId: owner.id });
    }),
  );
  writing = false;
  await Promise.all(sealing);
  const [all] = await db().select({ count: sql<number>`count(*)::int` }).from(auditEntries);
  expect(await verified()).toMatchObject({ length: all?.count, broken: null });
  expect(all?.count).toBeGreaterThan(64 * 4);
});

test("whoever may read the log may verify it, and nobody else", async () => {
  for (const role of [...roles, null]) {
    const may = role === "owner" || role === "auditor";
    const asked = await verifyChain(as(await aUser({ roles: role ? [role] : [] })), {});
    expect(asked).toMatchObject(may ? { ok: true } : { problem: { code: "forbidden" } });
  }
});
