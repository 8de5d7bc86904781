import { beforeAll, expect, test } from "vitest";
import { aGroup, as, aUser } from "@/test/people";
import type { SignedIn } from "../actor";
import { theOrganization } from "../organization/the-organization";
import { deleteUser } from "../users/delete-user";
import type { User } from "../users/user";
import type { Group } from "./group";
import { listGroups } from "./list-groups";
import { updateGroup } from "./update-group";

let owner: SignedIn;
let ada: User;
let gone: User;
let data: Group;

beforeAll(async () => {
  owner = as(await aUser({ roles: ["owner"] }));
  [ada, gone] = [await aUser({ username: "Ada" }), await aUser()];
  await aGroup({ name: "web" });
  await aGroup({ name: "API", members: [gone] });
  data = await aGroup({ name: "data", members: [ada, gone] });
  await deleteUser(owner, { userId: gone.id });
});

const names = async (input: Parameters<typeof listGroups>[1]) => {
  const result = await listGroups(owner, input);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.groups.map(({ name }) => name);
};

test("Everyone comes first, then all groups by name, whatever its case", async () => {
  expect(await names({})).toEqual(["Everyone", "API", "data", "web"]);
});

test("each tells how many are in it, without the deleted", async () => {
  const result = await listGroups(owner, {});
  expect(result.ok && result.value.groups.map(({ memberCount }) => memberCount)).toEqual([2, 0, 1, 0]);
});

test("those of one member, by id, by username in any case, or oneself", async () => {
  for (const hasMember of [ada.id, "ada"]) expect(await names({ hasMember })).toEqual(["Everyone", "data"]);
  expect(await names({ hasMember: "me" })).toEqual(["Everyone"]);
});

test("whoever is not there, or deleted, is told", async () => {
  for (const hasMember of ["nobody", gone.id, gone.username, "", "\0"]) {
    expect(await listGroups(owner, { hasMember })).toMatchObject({
      ok: false,
      problem: { code: "invalid", fields: { hasMember: "There is no such user." } },
    });
  }
});

test("those asked for, by id or name; one that is not there is left out", async () => {
  const { id } = await theOrganization();
  expect(await names({ groupIds: [data.id, "API", "nothing", "\0"] })).toEqual(["API", "data"]);
  expect(await names({ groupIds: [id, "web"] })).toEqual(["Everyone", "web"]);
  expect(await names({ groupIds: ["everyone"], hasMember: "me" })).toEqual(["Everyone"]);
  expect(await names({ groupIds: ["api", "data"], hasMember: ada.id })).toEqual(["data"]);
  expect(await names({ groupIds: [] })).toEqual([]);
});

test("those with a text in their name or display name, in any case, and Everyone like the others", async () => {
  await updateGroup(owner, { groupId: "web", displayName: "Front 100%" });
  expect(await names({ text: "A" })).toEqual(["API", "data"]);
  expect(await names({ text: "front" })).toEqual(["web"]);
  expect(await names({ text: "0%" })).toEqual(["web"]);
  expect(await names({ text: "VERY" })).toEqual(["Everyone"]);
  expect(await names({ text: "a", groupIds: ["web", "data"] })).toEqual(["data"]);
  for (const text of ["nothing", "_", "\0", "\ud800", "x".repeat(5000)]) expect(await names({ text })).toEqual([]);
});
