import { eq, like, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditEntries, rateLimits, sessions, users } from "@/db/schema";
import { as, aUser, auditOf, nobody, now, password, somewhere } from "@/test/people";
import { suspendUser } from "../users/suspend-user";
import type { User } from "../users/user";
import { authenticate } from "./authenticate";
import { signIn } from "./sign-in";

beforeEach(async () => {
  await db().delete(rateLimits);
});

const emailOf = (user: User) => user.email ?? "";
const tryIn = (email: string, typed: string = password) => signIn(nobody, { email, password: typed });

test("the right password opens a session that the next request knows", async () => {
  const ada = await aUser({ roles: ["auditor"] });
  const result = await tryIn(emailOf(ada));

  expect(result).toMatchObject({ ok: true, value: { mustChangePassword: false } });
  const actor = result.ok && (await authenticate(result.value.key, somewhere));
  expect(actor).toMatchObject({ id: ada.id, username: ada.username, roles: ["auditor"], session: { kind: "web" } });
});

test("the email may be typed in any case and with spaces around it", async () => {
  const ada = await aUser();
  expect(await tryIn(`  ${emailOf(ada).toUpperCase()} `)).toMatchObject({ ok: true });
});

test("a dormant user is active from their first sign-in, with one line in the audit log", async () => {
  const ada = await aUser({ status: "dormant" });
  await tryIn(emailOf(ada));
  const seen = await now(ada);
  expect(seen).toMatchObject({ status: "active" });
  expect(seen?.lastSeenAt).not.toBeNull();
  expect(await auditOf(ada)).toMatchObject([
    { action: "session.opened", actorId: ada.id, changes: { status: ["dormant", "active"] } },
  ]);
});

test("an unknown email, a wrong password and an account without one get the same answer", async () => {
  const ada = await aUser();
  const bot = await aUser({ loginType: "none" });
  const answers = [
    await tryIn("nobody@example.com"),
    await tryIn(emailOf(ada), "not this one, surely"),
    await tryIn(emailOf(bot)),
  ];

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: false, problem: { code: "wrong_credentials" } });
});

test("an unknown email costs as much work as a known one: a whole hash", async () => {
  const ada = await aUser();
  const timed = async (email: string) => {
    await db().delete(rateLimits);
    const start = process.cpuUsage();
    await tryIn(email, "not this one, surely");
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  const hashed = async (email: string) => Math.min(...[await timed(email), await timed(email), await timed(email)]);
  await timed("warm@example.com");
  // A hash is far more work than all the rest; without one the unknown would be at a small fraction.
  expect(await hashed("nobody@example.com")).toBeGreaterThan((await hashed(emailOf(ada))) / 3);
});

test("that an account is suspended is told only after the right password", async () => {
  const ada = await aUser();
  await suspendUser(as(await aUser({ roles: ["owner"] })), { userId: ada.id });
  expect(await tryIn(emailOf(ada), "not this one, surely")).toMatchObject({ problem: { code: "wrong_credentials" } });
  expect(await tryIn(emailOf(ada))).toMatchObject({ ok: false, problem: { code: "suspended" } });
  expect(await db().select().from(sessions).where(eq(sessions.userId, ada.id))).toEqual([]);
});

test("every failed try leaves an entry, also for an email that nobody has", async () => {
  const ada = await aUser();
  await tryIn(emailOf(ada), "not this one, surely");
  await tryIn("ghost@example.com");
  expect(await auditOf(ada)).toMatchObject([
    {
      action: "session.opened",
      outcome: "refused",
      reason: "wrong_credentials",
      actorKind: "anonymous",
      address: somewhere.address,
    },
  ]);
  expect(await db().select().from(auditEntries).where(eq(auditEntries.actorName, "ghost@example.com"))).toMatchObject([
    { outcome: "refused", targetId: null },
  ]);
});

test("after five tries an account has to wait, also with the right password and also where nobody has it", async () => {
  const ada = await aUser();
  for (const email of [emailOf(ada), "nobody@example.com"]) {
    for (let i = 0; i < 5; i++)
      expect(await tryIn(email, "not this one, surely")).toMatchObject({ problem: { code: "wrong_credentials" } });
    const sixth = await tryIn(email);
    expect(sixth).toMatchObject({ ok: false, problem: { code: "rate_limited" } });
    expect(!sixth.ok && sixth.problem.retryAfterSeconds).toBeGreaterThan(0);
    expect(!sixth.ok && sixth.problem.retryAfterSeconds).toBeLessThanOrEqual(60);
  }
});

test("tries made all at once do not slip past the limit", async () => {
  const ada = await aUser();
  const results = await Promise.all(Array.from({ length: 12 }, () => tryIn(emailOf(ada), "not this one, surely")));
  expect(results.filter((result) => !result.ok && result.problem.code === "wrong_credentials")).toHaveLength(5);
});

test("nobody is locked out for good: when the minute is over the right password works, and the count starts anew", async () => {
  const ada = await aUser();
  for (let i = 0; i < 6; i++) await tryIn(emailOf(ada), "not this one, surely");
  await db()
    .update(rateLimits)
    .set({ expire: sql`now() - interval '1 second'` })
    .where(like(rateLimits.key, "sign-in-pair-60:%"));
  expect(await tryIn(emailOf(ada))).toMatchObject({ ok: true });
  for (let i = 0; i < 5; i++)
    expect(await tryIn(emailOf(ada), "not this one, surely")).toMatchObject({ problem: { code: "wrong_credentials" } });
});

test("a stranger who tries somebody’s account in vain keeps only themselves out", async () => {
  const ada = await aUser();
  for (let i = 0; i < 40; i++) await tryIn(emailOf(ada), "not this one, surely");
  expect(await tryIn(emailOf(ada))).toMatchObject({ problem: { code: "rate_limited" } });
  const home = { ...nobody, from: { ...somewhere, address: "198.51.100.77" } };
  expect(await signIn(home, { email: emailOf(ada), password })).toMatchObject({ ok: true });
});

test("tries from many addresses together slow an account down, for a minute", async () => {
  const ada = await aUser();
  const from = (i: number) => ({ ...nobody, from: { ...somewhere, address: `198.51.100.${i}` } });
  const codes = [];
  for (let i = 0; i < 22; i++) {
    const result = await signIn(from(100 + i), { email: emailOf(ada), password: "not this one, surely" });
    codes.push(result.ok ? "ok" : result.problem.code);
  }
  expect(codes).toEqual([...Array(20).fill("wrong_credentials"), "rate_limited", "rate_limited"]);
  await db()
    .update(rateLimits)
    .set({ expire: sql`now() - interval '1 second'` })
    .where(like(rateLimits.key, "sign-in-account-60:%"));
  expect(await signIn(from(99), { email: emailOf(ada), password })).toMatchObject({ ok: true });
});

test("an address that tries many accounts has to wait too, while others sign in", async () => {
  const ada = await aUser();
  for (let i = 0; i < 61; i++) await tryIn(`spray-${i}@example.com`, "x");
  expect(await tryIn(emailOf(ada))).toMatchObject({ problem: { code: "rate_limited" } });
  const elsewhere = { ...nobody, from: { ...somewhere, address: "198.51.100.9" } };
  expect(await signIn(elsewhere, { email: emailOf(ada), password })).toMatchObject({ ok: true });
});

test("a temporary password opens a session that ends with it, and ends the one before", async () => {
  const ada = await aUser({ temporary: true });
  const first = await tryIn(emailOf(ada));
  const second = await tryIn(emailOf(ada));
  expect(second).toMatchObject({ ok: true, value: { mustChangePassword: true } });
  expect(first.ok && (await authenticate(first.value.key, somewhere))).toBeNull();
  expect(second.ok && (await authenticate(second.value.key, somewhere))).toMatchObject({ mustChangePassword: true });

  const [session] = await db().select().from(sessions).where(eq(sessions.userId, ada.id));
  expect(session?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 24 * 3_600_000);
});

test("an expired temporary password is told to whoever has it, and opens nothing", async () => {
  const ada = await aUser({ temporary: true });
  await db()
    .update(users)
    .set({ temporaryPasswordExpiresAt: sql`now() - interval '1 second'` })
    .where(eq(users.id, ada.id));
  expect(await tryIn(emailOf(ada), "not this one, surely")).toMatchObject({ problem: { code: "wrong_credentials" } });
  expect(await tryIn(emailOf(ada))).toMatchObject({ problem: { code: "temporary_password_expired" } });
});

test.each([
  ["NUL in the email", { email: "a\0@example.com", password }],
  ["a lone surrogate in the password", { email: "ada@example.com", password: "\ud800 and more letters" }],
  ["a password of 100 kB", { email: "ada@example.com", password: "x".repeat(100_000) }],
  ["an email of 100 kB", { email: "x".repeat(100_000), password }],
])("%s is told, not thrown", async (_, input) => {
  expect(await signIn(nobody, input)).toMatchObject({ ok: false, problem: { code: "invalid" } });
});

test("a password that was typed decomposed is the same password", async () => {
  const ada = await aUser();
  const { hashPassword } = await import("../passwords/hash");
  await db()
    .update(users)
    .set({ passwordHash: await hashPassword("crème brûlée is great".normalize("NFC")) })
    .where(eq(users.id, ada.id));
  expect(await tryIn(emailOf(ada), "crème brûlée is great".normalize("NFD"))).toMatchObject({ ok: true });
});

test("a flood of tries leaves one entry for each limit it runs into, not one for each try", async () => {
  const email = "flooded@example.com";
  for (let i = 0; i < 30; i++) await signIn(nobody, { email, password: "not it" });
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.actorName, email));
  expect(entries.filter(({ reason }) => reason === "wrong_credentials").length).toBeLessThanOrEqual(5);
  expect(entries.filter(({ reason }) => reason === "rate_limited")).toHaveLength(1);
});

const fromAddress = (address: string) => ({ ...nobody, from: { ...somewhere, address } });

test("another way to write an email gives no tries of its own", async () => {
  const ada = await aUser({ email: "iiii@example.com" });
  // To PostgreSQL the dotted capital İ is the capital of i, to JavaScript it is not.
  const ways = ["iiii", "İiii", "iİii", "IİIİ", "İİİİ"].map((name) => `${name}@example.com`);
  for (let i = 0; i < 5; i++) await tryIn(emailOf(ada), "not this one, surely");
  for (const way of ways) {
    const answer = await tryIn(way);
    expect(answer).toMatchObject({ ok: false });
    expect(await auditOf(ada)).not.toContainEqual(expect.objectContaining({ outcome: "done" }));
  }
});

test("whoever has a network of IPv6 gets no more tries from it than from one address", async () => {
  const ada = await aUser();
  const codes = [];
  for (let i = 1; i <= 7; i++) {
    const answer = await signIn(fromAddress(`2001:db8:7:7::${i}`), { email: emailOf(ada), password: "not this one" });
    codes.push(answer.ok || answer.problem.code);
  }
  expect(codes).toEqual([...Array(5).fill("wrong_credentials"), "rate_limited", "rate_limited"]);
  expect(await signIn(fromAddress("2001:db8:7:8::1"), { email: emailOf(ada), password })).toMatchObject({ ok: true });
});

test("whoever tries from many addresses does not keep the owner out of where they signed in before, and learns nothing of it", async () => {
  const ada = await aUser();
  const home = fromAddress("2001:db8:1:1::10");
  expect(await signIn(home, { email: emailOf(ada), password })).toMatchObject({ ok: true });

  const flood = async (email: string) => {
    const answers = [];
    for (let i = 0; i < 30; i++) {
      const answer = await signIn(fromAddress(`203.0.113.${i}`), { email, password: "not this one, surely" });
      answers.push(answer.ok || answer.problem.code);
    }
    return answers;
  };
  expect(await flood(emailOf(ada))).toEqual(await flood("nobody@example.com"));
  expect(await signIn(fromAddress("203.0.113.99"), { email: emailOf(ada), password })).toMatchObject({
    problem: { code: "rate_limited" },
  });
  const neighbour = fromAddress("2001:db8:1:1::99");
  expect(await signIn(neighbour, { email: emailOf(ada), password })).toMatchObject({ ok: true });

  // From there, too, an account takes five wrong tries.
  for (let i = 0; i < 5; i++) await signIn(home, { email: emailOf(ada), password: "not this one, surely" });
  expect(await signIn(home, { email: emailOf(ada), password })).toMatchObject({ problem: { code: "rate_limited" } });
});
