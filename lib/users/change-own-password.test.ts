import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { rateLimits, users } from "@/db/schema";
import { aSession, as, aUser, auditOf, now, password, signedIn, somewhere } from "@/test/people";
import { authenticate } from "../sessions/authenticate";
import { endSessions } from "../sessions/end-sessions";
import { signIn } from "../sessions/sign-in";
import { changeOwnPassword } from "./change-own-password";
import { countUsers } from "./count-users";
import { createUser } from "./create-user";
import { listUsers } from "./list-users";
import { resetPassword } from "./reset-password";
import { suspendUser } from "./suspend-user";
import { updateProfile } from "./update-profile";

const fresh = "seven purple kettles at noon";
const temporary = "otter-quilt-92-fen-marble-dune";

beforeEach(async () => {
  await db().delete(rateLimits);
});

test("a reset ends every session, and its password signs in to choose a new one and to nothing else", async () => {
  const owner = await aUser({ roles: ["owner"] });
  const ada = await aUser({ roles: ["user-admin"] });
  const before = await aSession(ada);

  const reset = await resetPassword(as(owner), { userId: ada.id, password: temporary });
  expect(reset).toMatchObject({ ok: true, value: { endedSessions: 1, user: { mustChangePassword: true } } });
  const hours = reset.ok && reset.value.expiresAt ? (reset.value.expiresAt.getTime() - Date.now()) / 3_600_000 : 0;
  expect(hours).toBeCloseTo(24, 1);
  expect(await authenticate(before, somewhere)).toBeNull();

  const { from } = as(owner);
  const opened = await signIn({ kind: "anonymous", from }, { email: ada.email ?? "", password: temporary });
  const actor = opened.ok && (await authenticate(opened.value.key, somewhere));
  if (!actor) throw new Error("no session");

  for (const refused of [
    await listUsers(actor, {}),
    await countUsers(actor, {}),
    await suspendUser(actor, { userId: owner.id }),
    await updateProfile(actor, { userId: ada.id, name: "Ada" }),
    await endSessions(actor, { userId: ada.id }),
    await createUser(actor, { username: "eve", email: "eve@example.com" }),
  ]) {
    expect(refused).toMatchObject({ ok: false, problem: { code: "must_change_password" } });
  }

  expect(await changeOwnPassword(actor, { newPassword: temporary })).toMatchObject({
    ok: false,
    problem: { code: "weak_password", fields: { newPassword: expect.stringContaining("temporary") } },
  });
  expect(await changeOwnPassword(actor, { newPassword: fresh })).toMatchObject({ ok: true });
  const after = opened.ok && (await authenticate(opened.value.key, somewhere));
  expect(after).toMatchObject({ mustChangePassword: false });
  expect(after && (await listUsers(after, {}))).toMatchObject({ ok: true });
});

test("the audit log has reset and change, and neither password", async () => {
  const owner = await aUser({ roles: ["owner"] });
  const ada = await aUser();
  await resetPassword(as(owner), { userId: ada.id, password: temporary });
  const actor = await signedIn({ ...ada, mustChangePassword: true });
  await changeOwnPassword(actor, { newPassword: fresh });

  const entries = await auditOf(ada);
  expect(entries).toMatchObject([
    { action: "user.password_changed", actorId: ada.id, changes: { password: [null, "changed"] } },
    {
      action: "user.password_reset",
      actorId: owner.id,
      changes: { password: [null, "changed"], temporaryPassword: [false, true] },
    },
  ]);
  expect(JSON.stringify(entries)).not.toContain(temporary);
  expect(JSON.stringify(entries)).not.toContain(fresh);
});

test("changing one's own password asks for the old one, ends every other session, and keeps this one", async () => {
  const ada = await aUser();
  const [here, there] = [await aSession(ada), await aSession(ada)];
  const actor = await authenticate(here, somewhere);
  if (!actor) throw new Error("no session");

  expect(await changeOwnPassword(actor, { newPassword: fresh })).toMatchObject({ problem: { code: "wrong_password" } });
  expect(await changeOwnPassword(actor, { oldPassword: "not this one", newPassword: fresh })).toMatchObject({
    problem: { code: "wrong_password", fields: { oldPassword: expect.any(String) } },
  });
  expect(await changeOwnPassword(actor, { oldPassword: password, newPassword: fresh })).toEqual({
    ok: true,
    value: { endedSessions: 1 },
  });
  expect(await authenticate(here, somewhere)).not.toBeNull();
  expect(await authenticate(there, somewhere)).toBeNull();
});

test("the old password cannot be guessed without limit from an open tab", async () => {
  const actor = await signedIn(await aUser());
  for (let i = 0; i < 5; i++) await changeOwnPassword(actor, { oldPassword: `guess ${i}`, newPassword: fresh });
  expect(await changeOwnPassword(actor, { oldPassword: password, newPassword: fresh })).toMatchObject({
    problem: { code: "rate_limited" },
  });
});

test.each([
  ["too short", "four small cats"],
  ["among the commonest", "passwordpassword"],
  ["a row of keys", "qwertyuiopasdfghjkl"],
  ["a repetition", "abcabcabcabcabcabc"],
  ["built from the person’s name", "lovelace lovelace ada"],
  ["built from the product’s name", "roster roster roster"],
])("a new password that is %s is refused with the reason, and the old one stays", async (why, newPassword) => {
  const ada = await aUser({ name: "Ada Lovelace" });
  const actor = await signedIn(ada);
  const typed = why === "too short" ? newPassword.slice(0, 14) : newPassword;
  const result = await changeOwnPassword(actor, { oldPassword: password, newPassword: typed });
  expect(result).toMatchObject({
    ok: false,
    problem: { code: "weak_password", fields: { newPassword: expect.any(String) } },
  });
  expect(await now(ada)).toEqual({ ...ada, lastSeenAt: expect.any(Date) });
});

test("of two tabs that choose a new password at once, one is told", async () => {
  const ada = await aUser();
  const [one, two] = [await signedIn(ada), await signedIn(ada)];
  const results = await Promise.all([
    changeOwnPassword(one, { oldPassword: password, newPassword: fresh }),
    changeOwnPassword(two, { oldPassword: password, newPassword: `${fresh} and one` }),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("a service account has no password to reset", async () => {
  const bot = await aUser({ loginType: "none" });
  const owner = as(await aUser({ roles: ["owner"] }));
  expect(await resetPassword(owner, { userId: bot.id, password: temporary })).toMatchObject({
    problem: { code: "not_now" },
  });
  const [row] = await db().select({ hash: users.passwordHash }).from(users).where(eq(users.id, bot.id));
  expect(row).toEqual({ hash: null });
});
