import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { auditEntries, rateLimits } from "@/db/schema";
import { anonymous } from "@/lib/actor";
import { readKey } from "@/lib/sessions/key";
import { signIn } from "@/lib/sessions/sign-in";
import { call, tokenOf } from "../api";
import { aUser, password } from "../people";
import type { Try } from "./instance";
import { type Instance, startInstance } from "./instances";

/** Guessing at passwords and tokens, against two instances at once: processes of their own on one database. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let instances: Instance[];
beforeAll(async () => {
  instances = await Promise.all([startInstance(), startInstance()]);
});
afterAll(() => {
  for (const instance of instances) instance.end();
});
beforeEach(async () => {
  await db().delete(rateLimits);
});

/** Half of them at each, all at once; how many got each answer. */
async function tryAll(tries: Try[]): Promise<Record<string, number>> {
  const codes = (
    await Promise.all(instances.map((instance, at) => instance.try(tries.filter((_, i) => i % 2 === at))))
  ).flat();
  const count: Record<string, number> = {};
  for (const code of codes) count[code] = (count[code] ?? 0) + 1;
  return count;
}

const guess = "Autumn2026! is a guess";
const tries = (count: number, make: (i: number) => Partial<Try>): Try[] =>
  Array.from({ length: count }, (_, i) => ({ password: guess, email: "", address: "203.0.113.7", ...make(i) }));

test("one password over many accounts, from one address: sixty a minute, six hundred an hour, whatever instance is asked", async () => {
  const spray = (from: number) => tryAll(tries(80, (i) => ({ email: `spray-${from + i}@example.com` })));
  expect(await spray(0)).toEqual({ wrong_credentials: 60, rate_limited: 20 });

  await db().execute(
    sql`update rate_limits set expire = now() - interval '1 second' where key like 'sign-in-address-60:%'`,
  );
  await db().execute(sql`update rate_limits set points = 590 where key like 'sign-in-address-3600:%'`);
  expect(await spray(100)).toEqual({ wrong_credentials: 10, rate_limited: 70 });
});

test("many addresses of one IPv6 network spray no more than one address does", async () => {
  const from = (i: number) => ({ email: `spray-${i}@example.com`, address: `2001:db8:5:5::${(i + 1).toString(16)}` });
  expect(await tryAll(tries(70, from))).toEqual({ wrong_credentials: 60, rate_limited: 10 });
});

test("many passwords on one account from one address: five a minute, thirty an hour", async () => {
  const ada = await aUser();
  const email = ada.email ?? "";
  expect(await tryAll(tries(12, () => ({ email })))).toEqual({ wrong_credentials: 5, rate_limited: 7 });

  await db().execute(
    sql`update rate_limits set expire = now() - interval '1 second' where key like 'sign-in-pair-60:%'`,
  );
  await db().execute(sql`update rate_limits set points = 28 where key like 'sign-in-pair-3600:%'`);
  expect(await tryAll(tries(12, () => ({ email })))).toEqual({ wrong_credentials: 2, rate_limited: 10 });
});

test("many passwords on one account from many addresses: twenty a minute, while its owner comes in from where they were", async () => {
  const ada = await aUser();
  const email = ada.email ?? "";
  const home = "198.51.100.20";
  expect(await tryAll(tries(1, () => ({ email, password, address: home })))).toEqual({ ok: 1 });

  const stuffing = tries(60, (i) => ({ email, address: `203.0.113.${i}` }));
  // What the owner's own sign-in took of the count it gave back.
  expect(await tryAll(stuffing)).toEqual({ wrong_credentials: 20, rate_limited: 40 });
  expect(await tryAll(tries(1, () => ({ email, password, address: "203.0.113.200" })))).toEqual({ rate_limited: 1 });
  expect(await tryAll(tries(2, () => ({ email, password, address: home })))).toEqual({ ok: 2 });
});

test("a wrong password takes the same of the limits and leaves the same in the log, whatever account it is for", async () => {
  const known = await aUser();
  const bot = await aUser({ loginType: "none" });
  const suspended = await aUser({ status: "suspended" });
  const left = async (email: string) => {
    await db().delete(rateLimits);
    const from = { address: "203.0.113.9", userAgent: null, requestId: `try-${email}` };
    const answer = await signIn(anonymous(from), { email, password: guess });
    const counted = await db().execute(sql`select split_part(key, ':', 1) as name, points from rate_limits order by 1`);
    const log = await db().select().from(auditEntries).where(sql`${auditEntries.requestId} = ${from.requestId}`);
    const told = log.map(({ action, outcome, reason, actorKind, changes }) => ({
      action,
      outcome,
      reason,
      actorKind,
      changes,
    }));
    return JSON.stringify({ answer, counted: [...counted], told });
  };
  const all = [known, bot, suspended].map(({ email }) => email ?? "");
  const different = new Set<string>();
  for (const email of [...all, "nobody@example.com"]) different.add(await left(email));
  expect([...different]).toHaveLength(1);
});

test("a token has 256 random bits behind its id, so that guesses are not counted: none of many holds, and it goes on", async () => {
  const token = await tokenOf(await aUser());
  const { sessionId, secret } = readKey(token) ?? { sessionId: "", secret: "" };
  expect(secret).toMatch(/^[\da-f]{64}$/);
  const id = sessionId.replaceAll("-", "");
  for (let i = 0; i < 64; i++) {
    const near = secret.slice(0, i) + (Number.parseInt(secret[i] ?? "0", 16) ^ 1).toString(16) + secret.slice(i + 1);
    expect(await call("GET", "/users/me", { token: `${id}-${near}` })).toMatchObject({ status: 401 });
  }
  expect(await call("GET", "/users/me", { token })).toMatchObject({ status: 200 });
  expect(await db().select().from(rateLimits)).toEqual([]);
});
