import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db, type Transaction } from "@/db/client";
import { sessions } from "@/db/schema";
import { as, aUser, auditOf, daysAgo, now, operator, password, signedIn, somewhere } from "@/test/people";
import { untilSomebodyWaits } from "@/test/waiting";
import type { SignedIn } from "../actor";
import { changeOwnPassword } from "../users/change-own-password";
import { lockUser } from "../users/read";
import { setRoles } from "../users/set-roles";
import { suspendUser } from "../users/suspend-user";
import { updateProfile } from "../users/update-profile";
import { authenticate } from "./authenticate";
import { createSession } from "./create-session";
import { createToken } from "./create-token";
import { endSession } from "./end-session";
import { getSession } from "./get-session";
import { readKey } from "./key";
import { listSessions } from "./list-sessions";
import { listTokens } from "./list-tokens";
import type { SessionKey } from "./open-session";
import { mostSessions } from "./require-room";
import { signOutEverywhere } from "./sign-out-everywhere";

async function aToken(user: Parameters<typeof as>[0], wish: object = {}) {
  const made = await createToken(await signedIn(user), { userId: user.id, ...wish });
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const actorOf = async (token: string) => authenticate(readKey(token) ?? { sessionId: "", secret: "" }, somewhere);

test("a token acts as its owner until it is deleted", async () => {
  const ada = await aUser();
  const { token, id } = await aToken(ada, { name: "Backups" });
  expect(token).toMatch(/^[\da-f]{32}-[\da-f]{64}$/);
  expect(await actorOf(token)).toMatchObject({ id: ada.id, session: { id, kind: "token", scope: "all" } });
  expect(await actorOf(`${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`)).toBeNull();

  expect(await endSession(as(ada), { userId: ada.id, sessionId: id })).toMatchObject({ ok: true });
  expect(await actorOf(token)).toBeNull();
});

test("making and deleting one leaves an audit entry each, without the secret", async () => {
  const ada = await aUser();
  const { token, id } = await aToken(ada, { name: "Backups" });
  await endSession(as(ada), { userId: ada.id, sessionId: id });
  const entries = await auditOf(ada);
  expect(entries).toMatchObject([
    { action: "session.ended", changes: { token: ["Backups", null] } },
    { action: "token.created", changes: { token: [null, "Backups"], scope: [null, "all"] } },
  ]);
  expect(JSON.stringify(entries)).not.toContain(token.split("-")[1]);
});

test("a token for reading asks, and changes nothing", async () => {
  const ada = await aUser();
  const { token } = await aToken(ada, { scope: "read" });
  const actor = await actorOf(token);
  if (!actor) throw new Error("It does not work at all.");
  expect(await listTokens(actor, { userId: ada.id })).toMatchObject({ ok: true });
  for (const tried of [
    updateProfile(actor, { userId: ada.id, name: "Countess" }),
    createToken(actor, { userId: ada.id }),
    endSession(actor, { userId: ada.id, sessionId: actor.session.id }),
  ]) {
    expect(await tried).toMatchObject({ ok: false, problem: { code: "read_only" } });
  }
});

test("names are unique per owner, whatever their case; an expired one’s is free", async () => {
  const [ada, grace] = [await aUser(), await aUser()];
  const { id } = await aToken(ada, { name: "Backups" });
  await aToken(grace, { name: "Backups" });
  expect(await createToken(await signedIn(ada), { userId: ada.id, name: "BACKUPS" })).toMatchObject({
    ok: false,
    problem: { code: "taken", fields: { name: expect.any(String) } },
  });
  await db()
    .update(sessions)
    .set({ expiresAt: daysAgo(1) })
    .where(eq(sessions.id, id));
  await aToken(ada, { name: "backups" });
});

test("it lives 30 days unless told, at most as long as the setting says", async () => {
  const ada = await aUser();
  const day = 86_400;
  const days = async (wish: object) =>
    Math.round(((await aToken(ada, wish)).expiresAt.getTime() - Date.now()) / day / 1000);
  expect(await days({})).toBe(30);
  expect(await days({ lifetimeSeconds: 365 * day })).toBe(365);
  for (const lifetimeSeconds of [365 * day + 1, 0, -5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(await createToken(await signedIn(ada), { userId: ada.id, lifetimeSeconds })).toMatchObject({
      ok: false,
      problem: { code: "invalid", fields: { lifetimeSeconds: expect.any(String) } },
    });
  }
});

test("an expired one, and one of somebody suspended, opens nothing", async () => {
  const [ada, grace] = [await aUser(), await aUser()];
  const [adas, graces] = [await aToken(ada), await aToken(grace)];
  await db().update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, adas.id));
  await suspendUser(operator, { userId: grace.id });
  expect(await actorOf(adas.token)).toBeNull();
  expect(await actorOf(graces.token)).toBeNull();
  expect(await createToken(operator, { userId: grace.id })).toMatchObject({ ok: false, problem: { code: "not_now" } });
});

test("tokens are seen by their owner and by those who may end them, and by nobody else", async () => {
  const [ada, member] = [await aUser(), await aUser()];
  const [admin, auditor] = [await aUser({ roles: ["user-admin"] }), await aUser({ roles: ["auditor"] })];
  const { id } = await aToken(ada, { name: "Backups" });
  for (const actor of [as(ada), as(admin)]) {
    expect(await listTokens(actor, { userId: ada.id })).toMatchObject({ ok: true, value: [{ id, label: "Backups" }] });
    expect(await getSession(actor, { userId: ada.id, tokenName: "backups" })).toMatchObject({
      ok: true,
      value: { id },
    });
    expect(await getSession(actor, { userId: ada.id, sessionId: id })).toMatchObject({ ok: true, value: { id } });
  }
  for (const actor of [as(member), as(auditor)]) {
    for (const asked of [
      listTokens(actor, { userId: ada.id }),
      getSession(actor, { userId: ada.id, tokenName: "Backups" }),
      getSession(actor, { userId: ada.id, sessionId: id }),
    ]) {
      // Whoever sees all users is told what they may not; a member, nothing.
      const code = actor.roles.length > 0 ? "forbidden" : "not_found";
      expect(await asked).toMatchObject({ ok: false, problem: { code } });
    }
    expect(await listTokens(actor, { userId: actor.id, everybody: true })).toMatchObject({
      ok: false,
      problem: { code: "forbidden" },
    });
  }
  const all = await listTokens(as(admin), { userId: admin.id, everybody: true });
  expect(all.ok && all.value.some((token) => token.id === id)).toBe(true);
});

test("a token that somebody else made ends when its owner may do more than before, so that power cannot be planted", async () => {
  const [owner, admin] = [await aUser({ roles: ["owner"] }), await aUser({ roles: ["user-admin"] })];
  const vic = await aUser();
  const planted = await createToken(await signedIn(admin), { userId: vic.id, name: "planted" });
  const own = await createToken(await signedIn(vic), { userId: vic.id, name: "own" });
  if (!planted.ok || !own.ok) throw new Error("no token");
  const holds = async (token: string) => (await authenticate(readKey(token) as SessionKey, somewhere)) !== null;

  await setRoles(as(owner), { userId: vic.id, roles: ["auditor"] });
  expect(await holds(planted.value.token)).toBe(false);
  expect(await holds(own.value.token)).toBe(true);
  expect((await auditOf(vic))[0]).toMatchObject({
    action: "user.roles_changed",
    changes: { tokens: [["planted"], []] },
  });

  const later = await createToken(await signedIn(owner), { userId: vic.id, name: "later" });
  await setRoles(as(owner), { userId: vic.id, roles: [] });
  expect(later.ok && (await holds(later.value.token))).toBe(true);
});

test("what a token makes lives no longer than it does, and a new password does not make it live longer", async () => {
  const ada = await aUser();
  const short = await createToken(await signedIn(ada), { userId: ada.id, name: "short", lifetimeSeconds: 120 });
  if (!short.ok) throw new Error(short.problem.message);
  const key = readKey(short.value.token) as SessionKey;
  const through = (await authenticate(key, somewhere)) as SignedIn;
  const longer = await createToken(through, { userId: ada.id, name: "longer", lifetimeSeconds: 86_400 });
  expect(longer.ok && longer.value.expiresAt).toEqual(short.value.expiresAt);
  const session = await createSession(through, { userId: ada.id });
  expect(session.ok).toBe(true);
  const inTwoMinutes = Date.now() + 130_000;
  const listed = await listSessions(as(ada), { userId: ada.id });
  expect(
    listed.ok && listed.value.every(({ kind, expiresAt }) => kind === "web" || expiresAt.getTime() < inTwoMinutes),
  ).toBe(true);

  const changed = { oldPassword: password, newPassword: "nine herons by a grey canal" };
  expect(await changeOwnPassword(through, changed)).toMatchObject({ ok: true });
  expect(await getSession(as(ada), { userId: ada.id, sessionId: key.sessionId })).toMatchObject({
    value: { expiresAt: short.value.expiresAt },
  });
});

test("a token’s first use is noted at once", async () => {
  const bot = await aUser({ loginType: "none", email: null });
  const made = await createToken(await signedIn(await aUser({ roles: ["owner"] })), { userId: bot.id });
  if (!made.ok) throw new Error(made.problem.message);
  expect((await now(bot))?.lastSeenAt).toBeNull();
  await authenticate(readKey(made.value.token) as SessionKey, somewhere);
  expect((await now(bot))?.lastSeenAt).not.toBeNull();
});

test("nor does anything that was made with such a token outlive it, be it a token or a session", async () => {
  const [owner, admin] = [await aUser({ roles: ["owner"] }), await aUser({ roles: ["user-admin"] })];
  const vic = await aUser();
  const planted = await createToken(await signedIn(admin), { userId: vic.id, name: "planted" });
  const through = planted.ok && ((await actorOf(planted.value.token)) as SignedIn);
  if (!through) throw new Error("no token");
  const second = await createToken(through, { userId: vic.id, name: "second" });
  const session = await createSession(through, { userId: vic.id });
  if (!second.ok || !session.ok) throw new Error("not made");
  const third = await createToken((await actorOf(second.value.token)) as SignedIn, { userId: vic.id, name: "third" });
  if (!third.ok) throw new Error("not made");

  await setRoles(as(owner), { userId: vic.id, roles: ["owner"] });
  for (const { token } of [planted.value, second.value, session.value, third.value]) {
    expect(await actorOf(token)).toBeNull();
  }
});

describe.each([
  ["a token", (actor: SignedIn) => createToken(actor, { userId: actor.id, name: "left behind" })],
  ["a session", (actor: SignedIn) => createSession(actor, { userId: actor.id })],
])("%s that a thief makes at the moment", (_, make) => {
  test.each([
    ["the user chooses a new password", (tx: Transaction, id: string) => signOutEverywhere(tx, id)],
    [
      "the user signs that browser out",
      (tx: Transaction, id: string) => tx.delete(sessions).where(eq(sessions.userId, id)),
    ],
  ])("when %s is not made", async (_, end) => {
    const ada = await aUser();
    const thief = await signedIn(ada);
    const { making } = await db().transaction(async (tx) => {
      await lockUser(tx, ada.id);
      const making = make(thief);
      await untilSomebodyWaits();
      await end(tx, ada.id);
      return { making };
    });
    expect(await making).toMatchObject({ ok: false, problem: { code: "signed_out" } });
    expect(await db().select().from(sessions).where(eq(sessions.userId, ada.id))).toEqual([]);
  });
});

test("of many tokens of one name that are asked for at once, one is made", async () => {
  const ada = await signedIn(await aUser());
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, i) => createToken(ada, { userId: ada.id, name: i % 2 ? "Backups" : "backups" })),
  );
  expect(made.filter(({ ok }) => ok)).toHaveLength(1);
  for (const one of made) if (!one.ok) expect(one).toMatchObject({ problem: { code: "taken" } });
});

test("nobody hides a session among more than can be looked through", async () => {
  const user = await aUser();
  const ada = await signedIn(user);
  const others = Array.from({ length: mostSessions - 2 }, (_, i) => ({
    userId: ada.id,
    kind: "token" as const,
    name: `token ${i}`,
    secretHash: Buffer.alloc(32),
    expiresAt: new Date(Date.now() + 60_000),
  }));
  await db().insert(sessions).values(others);
  expect(await createSession(ada, { userId: ada.id })).toMatchObject({ ok: true });
  const full = { ok: false, problem: { code: "not_now" } };
  expect(await createSession(ada, { userId: ada.id })).toMatchObject(full);
  expect(await createToken(ada, { userId: ada.id })).toMatchObject(full);
  await db()
    .update(sessions)
    .set({ expiresAt: daysAgo(1) })
    .where(eq(sessions.name, "token 0"));
  expect(await createToken(ada, { userId: ada.id })).toMatchObject({ ok: true });
});
