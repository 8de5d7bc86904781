import { expect, test } from "vitest";
import { as, aUser, nobody } from "@/test/people";
import { can, type Role, roles } from "../permissions";
import { type Check, checkAuthorization, checkedActions, checkedPermission } from "./check-authorization";

const types = [
  "user",
  "assign_role",
  "group",
  "audit_log",
  "api_key",
  "template",
  "workspace",
  "provisioner_daemon",
  "license",
  "*",
  "__proto__",
];

test("every role may what its permissions say, and nothing that Roster holds no permission for", async () => {
  let given = 0;
  for (const held of [[], ...roles.map((role) => [role])] as Role[][]) {
    const user = await aUser({ roles: held });
    const other = await aUser();
    for (const resource_type of types) {
      const checks: Record<string, Check> = Object.fromEntries(
        checkedActions.map((action) => [action, { action, object: { resource_type, owner_id: other.id } }]),
      );
      const result = await checkAuthorization(as(user), { checks });
      const expected = Object.fromEntries(
        checkedActions.map((action) => {
          const permission = checkedPermission(resource_type, action);
          return [action, permission !== undefined && can(user, permission)];
        }),
      );
      expect(result, `${held} ${resource_type}`).toEqual({ ok: true, value: expected });
      given += Object.values(expected).filter(Boolean).length;
    }
  }
  expect(given).toBeGreaterThan(50);
});

test("the table’s rows as users know them", async () => {
  const of = async (role: Role, resource_type: string, action: Check["action"]) => {
    const user = await aUser({ roles: [role] });
    const result = await checkAuthorization(as(user), { checks: { it: { action, object: { resource_type } } } });
    return result.ok && result.value.it;
  };
  expect(await of("user-admin", "user", "create")).toBe(true);
  expect(await of("user-admin", "assign_role", "assign")).toBe(false);
  expect(await of("template-admin", "template", "update")).toBe(true);
  expect(await of("template-admin", "workspace", "read")).toBe(true);
  expect(await of("template-admin", "workspace", "delete")).toBe(false);
  expect(await of("auditor", "audit_log", "read")).toBe(true);
  expect(await of("user-admin", "audit_log", "read")).toBe(false);
  expect(await of("owner", "workspace", "ssh")).toBe(true);
});

test("what is one’s own one may use; what is another’s not", async () => {
  const [ada, grace] = [await aUser(), await aUser()];
  const ask = async (owner_id: string) => {
    const checks: Record<string, Check> = {
      key: { action: "create", object: { resource_type: "api_key", owner_id } },
      workspace: { action: "ssh", object: { resource_type: "workspace", owner_id } },
      profile: { action: "read", object: { resource_type: "user", owner_id } },
    };
    const result = await checkAuthorization(as(ada), { checks });
    return result.ok && result.value;
  };
  for (const me of ["me", ada.id, ada.username])
    expect(await ask(me)).toEqual({ key: true, workspace: true, profile: true });
  expect(await ask(grace.id)).toEqual({ key: false, workspace: false, profile: false });
});

test("too many checks, an unknown action and nobody are refused", async () => {
  const ada = as(await aUser());
  const one: Check = { action: "read", object: { resource_type: "user" } };
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`c${i}`, one]));
  expect(await checkAuthorization(ada, { checks: many })).toMatchObject({ problem: { code: "invalid" } });
  expect(await checkAuthorization(ada, { checks: { it: { ...one, action: "fly" as never } } })).toMatchObject({
    problem: { code: "invalid", fields: { "checks.it.action": "There is no such action." } },
  });
  expect(await checkAuthorization(nobody, { checks: {} })).toMatchObject({ problem: { code: "signed_out" } });
});

test("whether there is a user cannot be asked: one who is there, one who is gone and one who never was get the same answer", async () => {
  const [member, ada] = [as(await aUser()), await aUser()];
  const ask = async (name: string) => {
    const objects = ["user", "api_key", "workspace"].flatMap((resource_type) => [
      { resource_type, owner_id: name },
      { resource_type, resource_id: name },
    ]);
    const checks = Object.fromEntries(objects.map((object, i) => [`${i}`, { action: "read" as const, object }]));
    return JSON.stringify(await checkAuthorization(member, { checks }));
  };
  const answers = [ada.id, ada.username, "nobody-is-called-so", "0192f0c1-7b1e-7c4a-9d53-1f6a4e1c0b2a"].map(ask);
  expect(new Set(await Promise.all(answers)).size).toBe(1);
});
