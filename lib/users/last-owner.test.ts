import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { userRoles, users } from "@/db/schema";
import { as, aUser, now, operator } from "@/test/people";
import type { Actor } from "../actor";
import { deleteUser } from "./delete-user";
import { resetPassword } from "./reset-password";
import { setRoles } from "./set-roles";
import { suspendUser } from "./suspend-user";
import type { User } from "./user";

let mira: User;
let ingrid: User;

/** Two owners and nobody else who could. */
beforeEach(async () => {
  [mira, ingrid] = [await aUser({ roles: ["owner"] }), await aUser({ roles: ["owner"] })];
  const others = await db().select({ id: userRoles.userId }).from(userRoles).where(eq(userRoles.role, "owner"));
  for (const { id } of others) {
    if (id !== mira.id && id !== ingrid.id) await db().delete(userRoles).where(eq(userRoles.userId, id));
  }
});

const acts = {
  demote: (actor: Actor, target: User) => setRoles(actor, { userId: target.id, roles: ["auditor"] }),
  suspend: (actor: Actor, target: User) => suspendUser(actor, { userId: target.id }),
  delete: (actor: Actor, target: User) => deleteUser(actor, { userId: target.id }),
};

const pairs = Object.keys(acts).flatMap((one) => Object.keys(acts).map((other) => [one, other])) as [
  keyof typeof acts,
  keyof typeof acts,
][];

const stillOwners = async (owners: User[]) =>
  (await Promise.all(owners.map(now))).filter((user) => user?.status === "active" && user.roles.includes("owner"));

test.each(pairs)("of two owners who %s and %s each other at the same moment, one is refused", async (one, other) => {
  const results = await Promise.all([acts[one](as(mira), ingrid), acts[other](as(ingrid), mira)]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(await stillOwners([mira, ingrid])).toHaveLength(1);
});

test.each(pairs)("that holds with a third owner too: %s and %s", async (one, other) => {
  await aUser({ roles: ["owner"] });
  const results = await Promise.all([acts[one](as(mira), ingrid), acts[other](as(ingrid), mira)]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const codes = results.flatMap((result) => (result.ok ? [] : [result.problem.code]));
  expect(["forbidden", "signed_out"]).toContain(codes[0]);
});

test("of two owners who reset each other’s password at the same moment, one keeps theirs", async () => {
  const reset = (actor: User, target: User) =>
    resetPassword(as(actor), { userId: target.id, password: "seven lanterns over the fjord" });
  const results = await Promise.all([reset(mira, ingrid), reset(ingrid, mira)]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toMatchObject({ problem: { code: "must_change_password" } });
});

test.each(pairs)("of the last two, one stays when two operators %s and %s them at once", async (one, other) => {
  const results = await Promise.all([acts[one](operator, ingrid), acts[other](operator, mira)]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toMatchObject({ problem: { code: "last_owner" } });
  expect(await stillOwners([mira, ingrid])).toHaveLength(1);
});

test("of twelve owners who are demoted at once, one is left", async () => {
  const owners = [mira, ingrid];
  for (let i = 0; i < 10; i++) owners.push(await aUser({ roles: ["owner"] }));
  await Promise.all(owners.map((owner) => acts.demote(operator, owner)));
  expect(await stillOwners(owners)).toHaveLength(1);
});

test("not even the operator takes the last owner away", async () => {
  await setRoles(operator, { userId: mira.id, roles: [] });
  for (const result of [
    await setRoles(operator, { userId: ingrid.id, roles: [] }),
    await suspendUser(operator, { userId: ingrid.id }),
    await deleteUser(operator, { userId: ingrid.id }),
  ]) {
    expect(result).toMatchObject({ ok: false, problem: { code: "last_owner" } });
  }
});

test.each([
  ["taking the role", () => db().delete(userRoles).where(eq(userRoles.role, "owner"))],
  [
    "turning the role into another",
    () => db().update(userRoles).set({ role: "auditor" }).where(eq(userRoles.role, "owner")),
  ],
  ["suspending them", () => db().update(users).set({ status: "suspended" })],
  ["deleting them", () => db().update(users).set({ deletedAt: new Date() })],
  ["making them service accounts", () => db().update(users).set({ loginType: "none", passwordHash: null })],
])("the database itself refuses %s, whoever writes", async (_, write) => {
  await expect(write()).rejects.toMatchObject({ cause: { constraint_name: "at_least_one_owner" } });
});

test("an owner who cannot sign in does not count: suspended, deleted, or a service account", async () => {
  await suspendUser(as(ingrid), { userId: mira.id });
  await aUser({ roles: ["owner"], loginType: "none" });
  expect(await acts.demote(operator, ingrid)).toMatchObject({ ok: false, problem: { code: "last_owner" } });
});
