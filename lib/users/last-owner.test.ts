import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { userRoles, users } from "@/db/schema";
import { as, aUser, now, operator } from "@/test/people";
import { deleteUser } from "./delete-user";
import { findUser } from "./read";
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
  demote: (actor: User, target: User) => setRoles(as(actor), { userId: target.id, roles: ["auditor"] }),
  suspend: (actor: User, target: User) => suspendUser(as(actor), { userId: target.id }),
  delete: (actor: User, target: User) => deleteUser(as(actor), { userId: target.id }),
};

const pairs = Object.keys(acts).flatMap((one) => Object.keys(acts).map((other) => [one, other])) as [
  keyof typeof acts,
  keyof typeof acts,
][];

test.each(pairs)("of two owners who %s and %s each other at the same moment, one is refused", async (one, other) => {
  const results = await Promise.all([acts[one](mira, ingrid), acts[other](ingrid, mira)]);

  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toMatchObject({ problem: { code: "last_owner" } });
  const left = [await now(mira), await now(ingrid)].filter(
    (user) => user?.status === "active" && user.roles.includes("owner"),
  );
  expect(left).toHaveLength(1);
});

test("of twelve owners who demote one another at once, one is left", async () => {
  const owners = [mira, ingrid];
  for (let i = 0; i < 10; i++) owners.push(await aUser({ roles: ["owner"] }));
  await Promise.all(owners.map((owner, i) => acts.demote(owner, owners[(i + 1) % owners.length] as User)));

  const left = await Promise.all(
    owners.map(async (owner) => (await findUser(db(), owner.id))?.roles.includes("owner")),
  );
  expect(left.filter(Boolean)).toHaveLength(1);
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
  expect(await acts.demote(mira, ingrid)).toMatchObject({ ok: false, problem: { code: "last_owner" } });
});
