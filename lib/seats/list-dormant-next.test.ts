import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { as, aUser, daysAgo, nobody, password } from "@/test/people";
import { countSignIns } from "../audit/count-sign-ins";
import { roles } from "../permissions";
import { signIn } from "../sessions/sign-in";
import { activateUser } from "../users/activate-user";
import { markDormant } from "../users/mark-dormant";
import { listDormantNext } from "./list-dormant-next";

const from = daysAgo(200);

test("those are told who will be marked, the soonest first, and how many seats that frees", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  const wish = { createdAt: from };
  const later = await aUser({ ...wish, lastSeenAt: daysAgo(65) });
  const soon = await aUser({ ...wish, lastSeenAt: daysAgo(89) });
  await aUser({ ...wish, lastSeenAt: daysAgo(50) });
  await aUser({ ...wish, status: "suspended", lastSeenAt: daysAgo(80) });
  const bot = await aUser({ ...wish, loginType: "none", email: null, lastSeenAt: daysAgo(70) });
  const woken = await aUser({ ...wish, status: "dormant", lastSeenAt: daysAgo(150) });
  await activateUser(as(await aUser({ roles: ["owner"] })), { userId: woken.id });

  const told = await listDormantNext(auditor, {});
  expect(told).toMatchObject({ value: { count: 3, seats: 2 } });
  if (!told.ok) throw new Error(told.problem.message);
  expect(told.value.users.map(({ username }) => username)).toEqual([soon.username, bot.username, later.username]);
  const [first] = told.value.users;
  const inOneDay = Date.now() + 86_400_000;
  expect(Math.abs((first?.dormantAt.getTime() ?? 0) - inOneDay)).toBeLessThan(60_000);
  expect(await listDormantNext(auditor, { days: 7 })).toMatchObject({ value: { count: 1 } });
  expect(await listDormantNext(auditor, { limit: 2 })).toMatchObject({ value: { count: 3, users: [{}, {}] } });

  await db().execute(
    sql`update user_seen set last_seen_at = last_seen_at - interval '1 day 1 hour' where user_id = ${soon.id}`,
  );
  expect(await markDormant()).toBe(1);
  expect(await listDormantNext(auditor, {})).toMatchObject({ value: { count: 2 } });

  const otherwise = await db().execute(sql`
    select username from users join user_seen on user_id = id
    where user_seen.status_since <> users.status_since or user_seen.status <> users.status`);
  expect([...otherwise]).toEqual([]);
});

test("sign-ins are counted by day, refused ones not", async () => {
  const ada = await aUser();
  const auditor = as(await aUser({ roles: ["auditor"] }));
  for (let i = 0; i < 3; i++) await signIn(nobody, { email: ada.email ?? "", password });
  await signIn(nobody, { email: ada.email ?? "", password: "not it" });
  const counted = await countSignIns(auditor, { days: 7 });
  if (!counted.ok) throw new Error(counted.problem.message);
  expect(counted.value.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 3]);
  expect(counted.value.at(-1)?.date.toISOString()).toBe(`${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`);
});

test("whoever sees all users sees this, and nobody else", async () => {
  for (const role of [...roles, null]) {
    const actor = as(await aUser({ roles: role ? [role] : [] }));
    const expected = role ? { ok: true } : { problem: { code: "forbidden" } };
    expect(await listDormantNext(actor, {})).toMatchObject(expected);
    expect(await countSignIns(actor, {})).toMatchObject(expected);
  }
});
