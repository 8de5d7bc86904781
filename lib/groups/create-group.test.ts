import { beforeAll, expect, test } from "vitest";
import { aGroup, as, aUser, auditOf } from "@/test/people";
import type { SignedIn } from "../actor";
import { theOrganization } from "../organization/the-organization";
import { createGroup } from "./create-group";

let admin: SignedIn;

beforeAll(async () => {
  admin = as(await aUser({ roles: ["user-admin"] }));
});

test("a new group has what was asked for, no members, and one line in the audit log", async () => {
  const fields = { displayName: "Data Platform", avatarUrl: "/icons/data.svg", quotaAllowance: 20 };
  const result = await createGroup(admin, { name: "  data ", ...fields });

  expect(result).toMatchObject({ ok: true, value: { name: "data", ...fields, memberCount: 0, isEveryone: false } });
  if (!result.ok) return;
  expect(await auditOf(result.value)).toMatchObject([
    {
      action: "group.created",
      outcome: "done",
      actorId: admin.id,
      targetType: "group",
      targetName: "data",
      changes: { name: [null, "data"], quotaAllowance: [null, 20] },
    },
  ]);
});

test("a name is enough", async () => {
  expect(await createGroup(admin, { name: "just-a-name" })).toMatchObject({
    ok: true,
    value: { displayName: "", avatarUrl: "", quotaAllowance: 0 },
  });
});

test("a name that differs only by case is taken, and so is that of Everyone", async () => {
  await aGroup({ name: "Billing" });
  for (const name of ["Billing", "bILLING", "Everyone", "EVERYONE", " everyone "]) {
    const result = await createGroup(admin, { name });
    expect(result).toMatchObject({ ok: false, problem: { code: "taken", fields: { name: expect.any(String) } } });
  }
});

test("of two who create a group of one name at once, one is told that it is taken", async () => {
  const results = await Promise.all(["Race", "race"].map((name) => createGroup(admin, { name })));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toMatchObject({ problem: { code: "taken" } });
});

test.each(["a", "x".repeat(36), "Dev Ops", "v1.2_beta-3", "_x", "3"])("%o can be a name", async (name) => {
  expect(await createGroup(admin, { name })).toMatchObject({ ok: true, value: { name } });
});

test.each([
  "",
  "   ",
  "x".repeat(37),
  "a/b",
  "a,b",
  "a  b",
  ".",
  "..",
  "---",
  "a\nb",
  "nul\0",
  "lone\ud800",
  "0199ffff-0000-7000-8000-00000000000A",
])("%o is no name", async (name) => {
  expect(await createGroup(admin, { name })).toMatchObject({
    ok: false,
    problem: { code: "invalid", fields: { name: expect.any(String) } },
  });
});

test("not even the organization’s id is a name", async () => {
  const { id } = await theOrganization();
  expect(await createGroup(admin, { name: id })).toMatchObject({ ok: false, problem: { code: "invalid" } });
});

test.each([
  ["displayName", "x".repeat(65)],
  ["displayName", "turn \u202e round"],
  ["avatarUrl", "javascript:alert(1)"],
  ["avatarUrl", "//elsewhere.example/a.png"],
  ["avatarUrl", "/\\elsewhere.example/a.png"],
  ["avatarUrl", "https://"],
  ["avatarUrl", "https://a b.example"],
  ["avatarUrl", "icons/a.png"],
  ["avatarUrl", `https://example.com/${"x".repeat(2000)}`],
  ["quotaAllowance", -1],
  ["quotaAllowance", 1.5],
  ["quotaAllowance", 2_147_483_648],
  ["quotaAllowance", Number.NaN],
])("a group whose %s is %o is refused for that field", async (field, value) => {
  const result = await createGroup(admin, { name: "odd", [field]: value });
  expect(result).toMatchObject({ ok: false, problem: { code: "invalid", fields: { [field]: expect.any(String) } } });
});

test.each([
  ["avatarUrl", ""],
  ["avatarUrl", "/"],
  ["avatarUrl", "https://example.com/a.png?size=64"],
  ["avatarUrl", "HTTP://localhost:8080/a.png"],
  ["displayName", "Größe 🚀"],
  ["quotaAllowance", 2_147_483_647],
])("a group’s %s may be %o", async (field, value) => {
  const result = await createGroup(admin, { name: `fits-${field}-${String(value).length}`, [field]: value });
  expect(result).toMatchObject({ ok: true, value: { [field]: value } });
});
