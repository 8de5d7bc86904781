import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { as, aUser, nobody, operator } from "@/test/people";
import { config } from "../config";
import { signIn } from "../sessions/sign-in";
import { acceptSecret } from "./accept-secret";
import { hasOurSecret } from "./our-secret";
import { sealEntries } from "./seal";
import { verifyChain } from "./verify-chain";

const [one, other] = ["the secret of one instance, made up by it", "the secret of another, made up as well"];

/** What an instance with this secret finds. */
async function under<T>(secret: string, ask: () => Promise<T>, before: string[] = []): Promise<T> {
  Object.assign(config(), { secret, secretsBefore: before });
  return ask();
}

beforeEach(async () => {
  for (const table of [sql`audit_seals`, sql`audit_entries`, sql`audit_unsealed`]) {
    await db().execute(sql`alter table ${table} disable trigger user`);
    await db().execute(sql`delete from ${table}`);
    await db().execute(sql`alter table ${table} enable trigger user`);
  }
  await db().execute(sql`update audit_chain set length = 0, hash = '', signature = ''`);
});

const anEntry = () => signIn(nobody, { email: "nobody@example.com", password: "not it" });

test("a fresh database is the first one’s; another secret is told before and after there are entries", async () => {
  expect(await under(one, hasOurSecret)).toBe(true);
  expect(await under(other, hasOurSecret)).toBe(false);
  expect(await under(one, hasOurSecret)).toBe(true);
  await anEntry();
  await under(one, sealEntries);
  expect(await under(other, hasOurSecret)).toBe(false);
  expect(await under(one, hasOurSecret)).toBe(true);
});

test("a changed secret is ours where the earlier one is given, and then without it", async () => {
  await under(one, hasOurSecret);
  expect(await under(other, hasOurSecret, [one])).toBe(true);
  await anEntry();
  await under(other, sealEntries, [one]);
  expect(await under(other, hasOurSecret)).toBe(true);
  expect(await under(one, hasOurSecret)).toBe(false);
});

test("an end that somebody changed is no other secret: the server starts, and the sealing tells", async () => {
  await under(one, hasOurSecret);
  await anEntry();
  await under(one, sealEntries);
  await db().execute(sql`update audit_chain set signature = 'f00'`);
  expect(await under(one, hasOurSecret)).toBe(true);
  await anEntry();
  await expect(under(one, sealEntries)).rejects.toThrow("is not sealed any more");
});

test("whoever has the host lets another secret go on, and an entry tells; an owner cannot", async () => {
  await under(one, hasOurSecret);
  await anEntry();
  await under(one, sealEntries);
  const owner = as(await aUser({ roles: ["owner"] }));
  expect(await under(other, () => acceptSecret(owner, {}))).toMatchObject({ ok: false });
  expect(await under(other, hasOurSecret)).toBe(false);

  expect(await under(other, () => acceptSecret(operator, {}))).toMatchObject({ ok: true });
  expect(await under(other, hasOurSecret)).toBe(true);
  await under(other, sealEntries);
  const checked = () => verifyChain(operator, {});
  expect(await under(other, checked, [one])).toMatchObject({ ok: true, value: { broken: null } });
  const [entry] = await db().execute(sql`select actor_kind from audit_entries where action = 'audit.secret_accepted'`);
  expect(entry).toMatchObject({ actor_kind: "operator" });
});
