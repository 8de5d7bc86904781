import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditEntries, rateLimits, userRoles } from "@/db/schema";
import { as, aUser, auditOf, nobody } from "@/test/people";
import { signIn } from "../sessions/sign-in";
import { createUser } from "./create-user";
import { deleteUser } from "./delete-user";
import type { User } from "./user";

let owner: User;
let manager: User;

beforeEach(async () => {
  await db().delete(rateLimits);
  owner = await aUser({ roles: ["owner"] });
  manager = await aUser({ roles: ["user-admin"] });
});

let named = 0;
const someone = () => ({ username: `new-${++named}`, email: `new-${named}@example.com` });

test("a new user is dormant until they first sign in, and must choose a password where one was generated", async () => {
  const told = someone();
  const result = await createUser(as(manager), told);
  if (!result.ok) throw new Error(result.problem.message);

  expect(result.value.user).toMatchObject({
    ...told,
    status: "dormant",
    lastSeenAt: null,
    mustChangePassword: true,
    roles: [],
  });
  const generated = result.value.password;
  expect(generated).toMatch(/^[a-z]+-[a-z]+-\d\d-[a-z]+-[a-z]+-[a-z]+$/);
  expect(await signIn(nobody, { email: told.email, password: generated ?? "" })).toMatchObject({
    ok: true,
    value: { mustChangePassword: true },
  });
});

test("a password that the admin typed stays, unless told otherwise, and is not told again", async () => {
  const password = "seven purple kettles at noon";
  const stays = await createUser(as(manager), { ...someone(), password });
  expect(stays).toMatchObject({ ok: true, value: { password: null, user: { mustChangePassword: false } } });
  const goes = await createUser(as(manager), { ...someone(), password, mustChangePassword: true });
  expect(goes).toMatchObject({ ok: true, value: { user: { mustChangePassword: true } } });
});

test("the audit log names who added whom, and no password", async () => {
  const result = await createUser(as(manager), someone());
  if (!result.ok) throw new Error(result.problem.message);
  const entries = await auditOf(result.value.user);
  expect(entries).toMatchObject([
    { action: "user.created", actorId: manager.id, changes: { username: [null, result.value.user.username] } },
  ]);
  expect(JSON.stringify(entries)).not.toContain(result.value.password);
});

test("only who may assign roles adds somebody with roles", async () => {
  expect(await createUser(as(manager), { ...someone(), roles: ["auditor"] })).toMatchObject({
    problem: { code: "forbidden" },
  });
  expect(await createUser(as(owner), { ...someone(), roles: ["auditor", "owner", "auditor"] })).toMatchObject({
    ok: true,
    value: { user: { roles: ["owner", "auditor"] } },
  });
});

test.each([["auditor"], ["template-admin"]] as const)(
  "%s adds nobody, and the log names whom they tried",
  async (role) => {
    const asker = await aUser({ roles: [role] });
    const told = someone();
    expect(await createUser(as(asker), told)).toMatchObject({ problem: { code: "forbidden" } });
    expect(await db().select().from(auditEntries).where(eq(auditEntries.actorId, asker.id))).toMatchObject([
      { action: "user.created", outcome: "refused", targetId: null, targetName: told.username },
    ]);
  },
);

test("a username or email that is taken in another case is refused beside its field", async () => {
  const taken = someone();
  await createUser(as(owner), taken);
  expect(await createUser(as(owner), { ...someone(), username: taken.username.toUpperCase() })).toMatchObject({
    ok: false,
    problem: { code: "taken", fields: { username: expect.any(String) } },
  });
  expect(await createUser(as(owner), { ...someone(), email: taken.email.toUpperCase() })).toMatchObject({
    ok: false,
    problem: { code: "taken", fields: { email: expect.any(String) } },
  });
  expect(await createUser(as(owner), taken)).toMatchObject({
    ok: false,
    problem: {
      code: "taken",
      message: "That username is taken.",
      fields: { username: expect.any(String), email: expect.any(String) },
    },
  });
});

test("all that is wrong is told at once, each at its field", async () => {
  const taken = someone();
  await createUser(as(owner), taken);
  const password = "password1";
  expect(await createUser(as(manager), { ...taken, password })).toMatchObject({
    problem: {
      code: "taken",
      fields: { username: expect.any(String), email: expect.any(String), password: expect.stringContaining("15") },
    },
  });
  expect(await createUser(as(manager), { ...taken, username: "a b", password })).toMatchObject({
    problem: {
      code: "invalid",
      fields: {
        username: expect.stringContaining("1 to 32"),
        email: expect.stringContaining("Another user"),
        password: expect.any(String),
      },
    },
  });
  // Who may not add anybody learns of none of it.
  const refused = await createUser(as(await aUser({ roles: ["auditor"] })), { ...taken, password });
  expect(refused.ok || refused.problem.fields).toBe(undefined);
});

test("of ten who take a username at the same moment, one gets it", async () => {
  const { username } = someone();
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, i) => createUser(as(owner), { username, email: `${username}-${i}@example.com` })),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  for (const result of results) if (!result.ok) expect(result.problem.code).toBe("taken");
});

test("the name and email of someone deleted are free at once, and the audit log still names them", async () => {
  const told = someone();
  const first = await createUser(as(owner), told);
  if (!first.ok) throw new Error(first.problem.message);
  expect(await deleteUser(as(owner), { userId: first.value.user.id })).toMatchObject({ ok: true });

  expect(await createUser(as(owner), told)).toMatchObject({ ok: true });
  expect(await auditOf(first.value.user)).toMatchObject([
    { action: "user.deleted", targetName: told.username },
    { action: "user.created" },
  ]);
});

test.each([
  ["", "username"],
  ["-ada", "username"],
  ["ada-", "username"],
  ["ada--l", "username"],
  ["ada l", "username"],
  ["ädä", "username"],
  ["x".repeat(33), "username"],
  ["a\0b", "username"],
  ["\ud800", "username"],
])("%j is no username, and the sentence stands beside the field", async (username, field) => {
  const result = await createUser(as(owner), { ...someone(), username });
  expect(result).toMatchObject({ ok: false, problem: { code: "invalid", fields: { [field]: expect.any(String) } } });
});

test.each([
  "",
  "ada",
  "ada@",
  "@example.com",
  "ada@example",
  "a b@example.com",
  `${"x".repeat(250)}@example.com`,
  "a\0@example.com",
])("%j is no email", async (email) => {
  const result = await createUser(as(owner), { ...someone(), email });
  expect(result).toMatchObject({ ok: false, problem: { code: "invalid", fields: { email: expect.any(String) } } });
});

test("a service account has no password, and needs no email", async () => {
  const { username } = someone();
  const result = await createUser(as(owner), { username, email: "", loginType: "none" });
  expect(result).toMatchObject({
    ok: true,
    value: { password: null, user: { loginType: "none", email: null, mustChangePassword: false } },
  });
});

test("a user may be active from the start, which the entry tells; no other status is to be had", async () => {
  const result = await createUser(as(manager), { ...someone(), status: "active" });
  if (!result.ok) throw new Error(result.problem.message);
  const { user } = result.value;
  expect(user).toMatchObject({ status: "active", statusBy: manager.username });
  expect(await auditOf(user)).toMatchObject([{ action: "user.created", changes: { status: [null, "active"] } }]);
  expect(await createUser(as(manager), { ...someone(), status: "suspended" as never })).toMatchObject({
    problem: { code: "invalid", fields: { status: "A new user is dormant or active." } },
  });
});

test.each(["me", "New", "first", "OTP"])(
  "nobody is called %s, which an address of Roster’s own is",
  async (username) => {
    expect(await createUser(as(manager), { ...someone(), username })).toMatchObject({
      problem: { code: "invalid", fields: { username: expect.stringContaining("another username") } },
    });
  },
);

test("fields that nobody asked for set nothing", async () => {
  const result = await createUser(as(manager), { ...someone(), createdBy: "mira", id: owner.id, version: 99 } as never);
  expect(result).toMatchObject({ ok: true, value: { user: { status: "dormant", version: 1 } } });
  expect(result.ok && result.value.user.id).not.toBe(owner.id);
});

test.each([null, undefined, [], "ada", 7])("%s instead of a user is refused, not a fault", async (nothing) => {
  expect(await createUser(as(manager), nothing as never)).toMatchObject({ ok: false, problem: { code: "invalid" } });
});

test("an owner who is demoted while the password is hashed makes no owner any more", async () => {
  await aUser({ roles: ["owner"] });
  const falling = await aUser({ roles: ["owner"] });
  const making = createUser(as(falling), { ...someone(), roles: ["owner"] });
  await db().delete(userRoles).where(eq(userRoles.userId, falling.id));
  expect(await making).toMatchObject({ ok: false, problem: { code: "forbidden" } });
});
