import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { groupMembers, users } from "@/db/schema";
import { aGroup, as, aUser, auditOf } from "@/test/people";
import { untilSomebodyWaits } from "@/test/waiting";
import type { SignedIn } from "../actor";
import { theOrganization } from "../organization/the-organization";
import { deleteUser } from "../users/delete-user";
import { deleteGroup } from "./delete-group";
import { getGroup } from "./get-group";
import type { Group } from "./group";
import { updateGroup } from "./update-group";

let admin: SignedIn;

beforeAll(async () => {
  admin = as(await aUser({ roles: ["user-admin"] }));
});

const membersOf = async ({ id }: Group) =>
  (await db().select().from(groupMembers).where(eq(groupMembers.groupId, id))).map(({ userId }) => userId).sort();
const now = async ({ id }: Group) => {
  const result = await getGroup(admin, { group: id });
  return result.ok ? result.value : null;
};

test("fields and members change in one entry of the audit log", async () => {
  const [ada, bob, cleo] = [await aUser({ username: "Ada" }), await aUser({ username: "bob" }), await aUser()];
  const group = await aGroup({ name: "platform", members: [cleo] });

  const result = await updateGroup(admin, {
    groupId: group.id,
    name: "Platform",
    quotaAllowance: 5,
    addUsers: [bob.id, "ADA"],
    removeUsers: [cleo.username],
  });

  expect(result).toMatchObject({ ok: true, value: { name: "Platform", quotaAllowance: 5, memberCount: 2 } });
  expect(result.ok && result.value.updatedAt.getTime()).toBeGreaterThanOrEqual(group.updatedAt.getTime());
  expect(await membersOf(group)).toEqual([ada.id, bob.id].sort());
  const [entry, ...others] = await auditOf(group);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ action: "group.updated", targetType: "group", targetName: "platform" });
  expect(entry?.changes).toEqual({
    name: ["platform", "Platform"],
    quotaAllowance: [0, 5],
    added: [null, ["Ada", "bob"]],
    removed: [[cleo.username], null],
  });
});

test("what is left out stays", async () => {
  const group = await aGroup({ name: "stays" });
  await updateGroup(admin, { groupId: group.id, displayName: "It Stays", avatarUrl: "/a.png" });
  await updateGroup(admin, { groupId: "STAYS", quotaAllowance: 1 });
  expect(await now(group)).toMatchObject({ name: "stays", displayName: "It Stays", avatarUrl: "/a.png" });
});

test("what is already so succeeds, changes nothing and records nothing", async () => {
  const [ada, bob] = [await aUser(), await aUser()];
  const group = await aGroup({ members: [ada] });
  for (const input of [{}, { name: group.name, displayName: "" }, { addUsers: [ada.id], removeUsers: [bob.id] }]) {
    expect(await updateGroup(admin, { groupId: group.id, ...input })).toEqual({ ok: true, value: group });
  }
  expect(await auditOf(group)).toEqual([]);
});

test("someone named twice, by id and by username, is added once and told once", async () => {
  const ada = await aUser();
  const group = await aGroup();
  await updateGroup(admin, { groupId: group.id, addUsers: [ada.id, ada.username, ada.id.toUpperCase()] });
  expect(await membersOf(group)).toEqual([ada.id]);
  expect(await auditOf(group)).toMatchObject([{ changes: { added: [null, [ada.username]] } }]);
});

test.each(["addUsers", "removeUsers"] as const)("nobody in %s is told by place, and nothing happens", async (field) => {
  const ada = await aUser();
  const gone = await aUser();
  const group = await aGroup({ members: [ada] });
  await deleteUser(admin, { userId: gone.id });

  for (const name of ["no-such-person", gone.id, gone.username, "", "\0", "\ud800", "x".repeat(5000)]) {
    const result = await updateGroup(admin, { groupId: group.id, name: "other", [field]: [ada.id, name] });
    expect(result).toMatchObject({
      ok: false,
      problem: { code: "not_found", fields: { [`${field}.1`]: "There is no such user." } },
    });
    if (name && !result.ok) expect(JSON.stringify(result.problem)).not.toContain(name);
  }
  expect(await now(group)).toEqual(group);
});

test("someone both added and removed is refused, however they are named", async () => {
  const ada = await aUser();
  const group = await aGroup();
  const result = await updateGroup(admin, { groupId: group.id, addUsers: [ada.id], removeUsers: [ada.username] });
  expect(result).toMatchObject({
    ok: false,
    problem: { code: "invalid", fields: { "removeUsers.0": expect.any(String) } },
  });
  expect(await membersOf(group)).toEqual([]);
});

test("more than 1,000 users at a time are refused, 1,000 are not", async () => {
  const ada = await aUser();
  const group = await aGroup();
  const many = Array.from({ length: 1000 }, () => ada.id);
  expect(await updateGroup(admin, { groupId: group.id, addUsers: many })).toMatchObject({ ok: true });
  expect(await updateGroup(admin, { groupId: group.id, removeUsers: [...many, ada.id] })).toMatchObject({
    ok: false,
    problem: { code: "invalid", fields: { removeUsers: "At most 1,000 users at a time." } },
  });
});

test("two who add the same user at once both succeed, for one membership and one line", async () => {
  const ada = await aUser();
  const group = await aGroup();
  const results = await Promise.all(
    Array.from({ length: 8 }, () => updateGroup(admin, { groupId: group.id, addUsers: [ada.id] })),
  );
  expect(results).toMatchObject(results.map(() => ({ ok: true, value: { memberCount: 1 } })));
  expect(await membersOf(group)).toEqual([ada.id]);
  expect(await auditOf(group)).toHaveLength(1);
});

test("PostgreSQL keeps one question for whoever is named, however many are", async () => {
  const group = await aGroup();
  for (let ids = 0; ids < 4; ids++)
    for (let names = 1; names < 4; names++) {
      const addUsers = [...Array.from({ length: ids }, () => randomUUID()), ...["one", "two", "three"].slice(0, names)];
      const result = await updateGroup(admin, { groupId: group.id, addUsers });
      expect(result).toMatchObject({ ok: false, problem: { code: "not_found" } });
    }
  const kept = await db().execute(
    sql`select from pg_prepared_statements where statement like '%"username_key" %for share'`,
  );
  expect(kept).toHaveLength(1);
});

test("who is being deleted is waited for, and then cannot be added, nor get a row from anybody else", async () => {
  const ada = await aUser();
  const group = await aGroup();
  let adding: ReturnType<typeof updateGroup> | undefined;
  await db().transaction(async (tx) => {
    await tx.update(users).set({ deletedAt: sql`now()` }).where(eq(users.id, ada.id));
    adding = updateGroup(admin, { groupId: group.id, addUsers: [ada.id] });
    await untilSomebodyWaits();
  });
  expect(await adding).toMatchObject({ ok: false, problem: { code: "not_found" } });
  for (const insert of [
    sql`insert into group_members (group_id, user_id) values (${group.id}, ${ada.id})`,
    sql`insert into user_roles (user_id, role) values (${ada.id}, 'auditor')`,
  ])
    await expect(db().execute(insert)).rejects.toMatchObject({ cause: { code: "23503" } });
  expect(await membersOf(group)).toEqual([]);
  expect(await getGroup(admin, { group: group.id })).toMatchObject({ value: { memberCount: 0 } });
});

test("a group takes no name of another, nor that of Everyone, but its own in another case", async () => {
  await aGroup({ name: "first-team" });
  const group = await aGroup({ name: "second-team" });
  for (const name of ["First-Team", "everyone"]) {
    const result = await updateGroup(admin, { groupId: group.id, name });
    expect(result).toMatchObject({ ok: false, problem: { code: "taken", fields: { name: expect.any(String) } } });
    expect((await auditOf(group))[0]).toMatchObject({ outcome: "refused", reason: "taken", targetName: "second-team" });
  }
  const result = await updateGroup(admin, { groupId: group.id, name: "Second-Team" });
  expect(result).toMatchObject({ ok: true, value: { name: "Second-Team" } });
});

test("Everyone cannot be changed, by id or by name, not even to what it is", async () => {
  const ada = await aUser();
  for (const groupId of [(await theOrganization()).id, "everyone", "Everyone"]) {
    for (const input of [{}, { name: "Everyone" }, { quotaAllowance: 1 }, { removeUsers: [ada.id] }]) {
      expect(await updateGroup(admin, { groupId, ...input })).toMatchObject({
        ok: false,
        problem: { code: "forbidden", message: "Everyone holds all users and cannot be changed." },
      });
    }
  }
});

test("a refused change tells the group by its name, however it was named and whoever tried", async () => {
  const group = await aGroup({ name: "Night watch" });
  const everyone = await theOrganization();
  const member = as(await aUser());
  for (const actor of [admin, member]) {
    for (const groupId of [everyone.id, "everyone"]) await updateGroup(actor, { groupId, quotaAllowance: 1 });
    await deleteGroup(actor, { groupId: everyone.id });
  }
  const tried = await auditOf(everyone);
  expect(tried.filter(({ actorId }) => actorId === member.id)).toHaveLength(3);
  expect(new Set(tried.map(({ targetName }) => targetName))).toEqual(new Set(["Everyone"]));
  for (const groupId of [group.id, "night WATCH"]) await updateGroup(member, { groupId, quotaAllowance: 1 });
  expect((await auditOf(group)).map(({ targetName }) => targetName)).toEqual(Array(2).fill("Night watch"));
});

test.each(["0199ffff-0000-7000-8000-000000000000", "no such group", "", "\0", "\ud800"])(
  "the group %o is not found",
  async (groupId) => {
    expect(await updateGroup(admin, { groupId, name: "x" })).toMatchObject({
      ok: false,
      problem: { code: "not_found", message: "There is no such group." },
    });
  },
);
