import { expect, test } from "vitest";
import { as, aUser } from "@/test/people";
import { can, everyPermission, type Permission, roles } from "../permissions";
import { deleteUser } from "../users/delete-user";
import { listRoleHolders } from "../users/list-role-holders";
import { setRoles } from "../users/set-roles";
import { suspendUser } from "../users/suspend-user";
import { checkAuthorization, checkedActions, checkedPermission } from "./check-authorization";
import { explainPermissions } from "./explain-permissions";

const types = ["user", "assign_role", "group", "audit_log", "api_key", "template", "workspace", "provisioner_daemon"];

test.each([[], ...roles.map((role) => [role]), ["auditor", "user-admin"] as const])(
  "it is what authcheck answers them themselves: %s %s",
  async (...held) => {
    const user = await aUser({ roles: held.filter((role) => role !== undefined) });
    const told = await explainPermissions(as(await aUser({ roles: ["auditor"] })), { username: user.username });
    if (!told.ok) throw new Error(told.problem.message);
    const may = new Map(told.value.permissions.map((it) => [it.permission, it.may]));
    expect([...may.keys()]).toEqual(everyPermission);

    const named = types.flatMap((type) => checkedActions.map((action) => [type, action] as const));
    const checks = Object.fromEntries(
      named.map(([type, action]) => [`${type} ${action}`, { action, object: { resource_type: type } }]),
    );
    const answers: Record<string, boolean> = {};
    const entries = Object.entries(checks);
    for (let i = 0; i < entries.length; i += 100) {
      const part = await checkAuthorization(as(user), { checks: Object.fromEntries(entries.slice(i, i + 100)) });
      if (!part.ok) throw new Error(part.problem.message);
      Object.assign(answers, part.value);
    }
    const asked = new Set<Permission>();
    for (const [type, action] of named) {
      const permission = checkedPermission(type, action);
      if (permission) asked.add(permission);
      expect(answers[`${type} ${action}`], `${type} ${action}`).toBe(permission ? may.get(permission) : false);
    }
    expect(asked.size).toBeGreaterThan(10);
    for (const { permission, may, by, givenBy } of told.value.permissions) {
      expect(may).toBe(can(user, permission));
      expect(by.length > 0).toBe(may);
      for (const { role } of by) expect(givenBy).toContain(role);
    }
  },
);

test("the role that gives it is told with who gave it, and whoever is suspended may nothing", async () => {
  const owner = await aUser({ roles: ["owner"] });
  const ada = await aUser();
  await setRoles(as(owner), { userId: ada.id, roles: ["user-admin"] });
  const auditor = as(await aUser({ roles: ["auditor"] }));
  const told = await explainPermissions(auditor, { username: ada.username.toUpperCase() });
  const groups = told.ok && told.value.permissions.find(({ permission }) => permission === "groups:manage");
  expect(groups).toMatchObject({
    may: true,
    by: [{ role: "user-admin", from: owner.username }],
    givenBy: ["owner", "user-admin"],
  });

  await suspendUser(as(owner), { userId: ada.id });
  const after = await explainPermissions(auditor, { username: ada.username });
  expect(after.ok && after.value.permissions.some(({ may, by }) => may || by.length > 0)).toBe(false);
});

test("whoever sees all users may ask, about anybody there is", async () => {
  const ada = await aUser();
  for (const role of [...roles, null]) {
    const actor = as(await aUser({ roles: role ? [role] : [] }));
    const expected = role ? { ok: true } : { problem: { code: "forbidden" } };
    expect(await explainPermissions(actor, { username: ada.username })).toMatchObject(expected);
    expect(await listRoleHolders(actor, {})).toMatchObject(expected);
  }
  const auditor = as(await aUser({ roles: ["auditor"] }));
  for (const username of ["no-such-person", "", "a\0b", "\ud800", "x".repeat(5000), "'; drop table users"]) {
    expect(await explainPermissions(auditor, { username })).toMatchObject({ problem: { code: "not_found" } });
  }
});

test("holders are counted, the deleted ones not, and the first are named", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  const counted = async () => {
    const told = await listRoleHolders(auditor, {});
    if (!told.ok) throw new Error(told.problem.message);
    return told.value;
  };
  const before = (await counted()).find(({ role }) => role === "template-admin");
  const gone = await aUser({ username: "aaa-first", roles: ["template-admin"] });
  expect((await counted()).find(({ role }) => role === "template-admin")).toMatchObject({
    count: (before?.count ?? 0) + 1,
    first: expect.arrayContaining(["aaa-first"]),
  });
  await deleteUser(as(await aUser({ roles: ["owner"] })), { userId: gone.id });
  expect((await counted()).find(({ role }) => role === "template-admin")).toEqual(before);
});
