import { beforeAll, expect, test } from "vitest";
import { aGroup, as, aUser, auditOf, now } from "@/test/people";
import type { SignedIn } from "../actor";
import { theOrganization } from "../organization/the-organization";
import { createGroup } from "./create-group";
import { deleteGroup } from "./delete-group";
import { getGroup } from "./get-group";

let admin: SignedIn;

beforeAll(async () => {
  admin = as(await aUser({ roles: ["user-admin"] }));
});

test("a deleted group is gone, its members are not, and its name is free", async () => {
  const ada = await aUser();
  const group = await aGroup({ name: "short-lived", members: [ada] });

  expect(await deleteGroup(admin, { groupId: group.id })).toEqual({ ok: true, value: group });

  expect(await getGroup(admin, { group: group.id })).toMatchObject({ ok: false, problem: { code: "not_found" } });
  expect(await now(ada)).toEqual(ada);
  expect(await createGroup(admin, { name: "Short-Lived" })).toMatchObject({ ok: true, value: { memberCount: 0 } });
});

test("its line in the audit log still tells its name", async () => {
  const group = await aGroup({ name: "remembered" });
  await deleteGroup(admin, { groupId: "Remembered" });
  expect(await auditOf(group)).toMatchObject([
    { action: "group.deleted", targetName: "remembered", changes: { name: ["remembered", null] } },
  ]);
});

test("Everyone cannot be deleted", async () => {
  for (const groupId of [(await theOrganization()).id, "EVERYONE"]) {
    expect(await deleteGroup(admin, { groupId })).toMatchObject({ ok: false, problem: { code: "forbidden" } });
  }
});

test("of two who delete a group at once, one is told that it is not there", async () => {
  const group = await aGroup();
  const results = await Promise.all([1, 2].map(() => deleteGroup(admin, { groupId: group.id })));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results.find((result) => !result.ok)).toMatchObject({ problem: { code: "not_found" } });
});
