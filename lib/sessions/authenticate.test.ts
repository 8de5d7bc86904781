import { eq, inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { sessions, userSeen } from "@/db/schema";
import { aSession, as, aUser, auditOf, daysAgo, now, password, somewhere } from "@/test/people";
import { deleteUser } from "../users/delete-user";
import { resetPassword } from "../users/reset-password";
import { setRoles } from "../users/set-roles";
import { suspendUser } from "../users/suspend-user";
import { authenticate } from "./authenticate";
import { signOut } from "./sign-out";

const owner = async () => as(await aUser({ roles: ["owner"] }));

test("a role change holds at the next request", async () => {
  const ada = await aUser();
  const key = await aSession(ada);
  await setRoles(await owner(), { userId: ada.id, roles: ["auditor"] });
  expect(await authenticate(key, somewhere)).toMatchObject({ roles: ["auditor"] });
});

test.each([
  ["suspension", async (userId: string) => suspendUser(await owner(), { userId })],
  ["deletion", async (userId: string) => deleteUser(await owner(), { userId })],
  [
    "password reset",
    async (userId: string) => resetPassword(await owner(), { userId, password: `temporary ${password}` }),
  ],
])("a %s ends the session at the next request", async (_, act) => {
  const ada = await aUser();
  const key = await aSession(ada);
  expect(await act(ada.id)).toMatchObject({ ok: true });
  expect(await authenticate(key, somewhere)).toBeNull();
});

test("signing out ends this session and no other, and is recorded", async () => {
  const ada = await aUser();
  const [here, there] = [await aSession(ada), await aSession(ada)];
  const actor = await authenticate(here, somewhere);
  await signOut(actor as never, {});
  expect(await authenticate(here, somewhere)).toBeNull();
  expect(await authenticate(there, somewhere)).not.toBeNull();
  expect(await auditOf(ada)).toMatchObject([{ action: "session.closed", sessionId: here.sessionId }]);
});

test("another secret, another's id, and nonsense open nothing", async () => {
  const [ada, bob] = [await aUser(), await aUser()];
  const [hers, his] = [await aSession(ada), await aSession(bob)];
  for (const key of [
    { ...hers, secret: his.secret },
    { ...hers, secret: "" },
    { sessionId: "not an id", secret: hers.secret },
    { sessionId: "\0", secret: hers.secret },
    { sessionId: "0199ffff-0000-7000-8000-000000000000", secret: hers.secret },
  ]) {
    expect(await authenticate(key, somewhere)).toBeNull();
  }
});

test("of many who ask at the same moment each is who they are, and who was just suspended is nobody", async () => {
  const people = await Promise.all(Array.from({ length: 30 }, () => aUser()));
  const keys = await Promise.all(people.map((user) => aSession(user)));
  const [suspended, ...others] = people;
  await suspendUser(await owner(), { userId: suspended?.id ?? "" });
  const [first, second, ...rest] = await Promise.all(
    [{ ...(keys[1] as (typeof keys)[0]), secret: "another" }, ...keys, ...keys].map((key) =>
      authenticate(key, somewhere),
    ),
  );
  expect([first, second]).toEqual([null, null]);
  expect(rest.map((actor) => actor?.id)).toEqual([
    ...others.map(({ id }) => id),
    undefined,
    ...others.map(({ id }) => id),
  ]);
});

test("the secret itself is nowhere in the database", async () => {
  const key = await aSession(await aUser());
  const [row] = await db().execute(sql`select s::text as all from sessions s where id = ${key.sessionId}`);
  expect(JSON.stringify(row)).not.toContain(key.secret);
});

test("it ends after a day unused, and after thirty days however busy", async () => {
  const ada = await aUser();
  const [idle, old] = [await aSession(ada), await aSession(ada)];
  await db()
    .update(sessions)
    .set({ lastUsedAt: daysAgo(1.01) })
    .where(eq(sessions.id, idle.sessionId));
  await db()
    .update(sessions)
    .set({ expiresAt: daysAgo(0) })
    .where(eq(sessions.id, old.sessionId));
  expect(await authenticate(idle, somewhere)).toBeNull();
  expect(await authenticate(old, somewhere)).toBeNull();
});

test("being seen is written at most once a minute", async () => {
  const ada = await aUser();
  const key = await aSession(ada);
  const seenAt = async () => (await db().select().from(userSeen).where(eq(userSeen.userId, ada.id)))[0]?.lastSeenAt;
  const first = await seenAt();
  await authenticate(key, somewhere);
  expect(await seenAt()).toEqual(first);

  await db()
    .update(sessions)
    .set({ lastUsedAt: sql`now() - interval '61 seconds'` })
    .where(eq(sessions.id, key.sessionId));
  await authenticate(key, somewhere);
  expect((await seenAt())?.getTime()).toBeGreaterThan(first?.getTime() ?? 0);
});

test("of many who are seen at the same moment each is noted, with where from, but for whoever is being worked on", async () => {
  const people = await Promise.all(Array.from({ length: 30 }, () => aUser()));
  const keys = await Promise.all(people.map((user) => aSession(user)));
  const ids = keys.map(({ sessionId }) => sessionId);
  const long = daysAgo(0.5);
  await db().update(sessions).set({ lastUsedAt: long }).where(inArray(sessions.id, ids));
  const agents = ['a "quoted" {agent}', "back\\slash, comma", "NULL", "", "é", null];
  const from = (n: number) => ({
    ...somewhere,
    address: n % 5 ? `10.9.8.${n}` : null,
    userAgent: agents[n % agents.length] ?? null,
  });
  await db().transaction(async (tx) => {
    await tx.execute(sql`select from sessions where id = ${ids[7]} for update`);
    const twice = [...keys, ...keys];
    const actors = await Promise.all(twice.map((key, n) => authenticate(key, from(n % keys.length))));
    expect(actors.map((actor) => actor?.id)).toEqual([...people, ...people].map(({ id }) => id));
  });
  const noted = new Map(
    (await db().select().from(sessions).where(inArray(sessions.id, ids))).map((row) => [row.id, row]),
  );
  for (const [n, id] of ids.entries()) {
    const { address, userAgent } = n === 7 ? somewhere : from(n); // As it was opened.
    expect(noted.get(id)).toMatchObject({ address, userAgent });
    expect(noted.get(id)?.lastUsedAt.getTime() === long.getTime()).toBe(n === 7);
  }
});

test.each([
  ["themselves", (id: string) => sql`select from user_seen where user_id = ${id} for update`],
  ["their session", (id: string) => sql`select from sessions where user_id = ${id} for update`],
])("whoever is at work on %s keeps nobody waiting, who is seen at the next request", async (_, lock) => {
  const ada = await aUser();
  const key = await aSession(ada);
  const long = sql`now() - interval '61 seconds'`;
  await db().update(sessions).set({ lastUsedAt: long }).where(eq(sessions.id, key.sessionId));
  await db().update(userSeen).set({ lastSeenAt: long }).where(eq(userSeen.userId, ada.id));
  const before = (await now(ada))?.lastSeenAt;

  await db().transaction(async (tx) => {
    await tx.execute(lock(ada.id));
    expect(await authenticate(key, somewhere)).toMatchObject({ id: ada.id });
  });
  expect((await now(ada))?.lastSeenAt).toEqual(before);
  await authenticate(key, somewhere);
  expect((await now(ada))?.lastSeenAt?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
});

test("a dormant user who comes back is active, once, with one line in the audit log", async () => {
  const ada = await aUser();
  const key = await aSession(ada);
  await db().execute(sql`update users set status = 'dormant' where id = ${ada.id}`);

  await Promise.all([1, 2, 3, 4].map(() => authenticate(key, somewhere)));
  expect(await now(ada)).toMatchObject({ status: "active" });
  expect(await auditOf(ada)).toMatchObject([{ action: "user.activated", changes: { status: ["dormant", "active"] } }]);
});
