import { beforeAll, expect, test } from "vitest";
import { aGroup, as, aUser } from "@/test/people";
import type { SignedIn } from "../actor";
import { deleteUser } from "../users/delete-user";
import { suggestMembers } from "./suggest-members";

let admin: SignedIn;

beforeAll(async () => {
  admin = as(await aUser({ username: "zz-admin", roles: ["user-admin"] }));
  await aUser({ username: "bob", email: "ada@example.com" });
  const ada = await aUser({ username: "Ada", name: "Ada Lovelace", email: "love@corp.example" });
  await aUser({ username: "aaron", name: "Aaron Adaman", email: null, loginType: "none" });
  const gone = await aUser({ username: "adam-gone" });
  await aGroup({ name: "team", members: [ada] });
  await deleteUser(admin, { userId: gone.id });
});

async function suggested(text: string, groupId = "team") {
  const result = await suggestMembers(admin, { groupId, text });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.map(({ username, isMember }) => (isMember ? `${username}, in it` : username));
}

test("somebody is found by a part of the username, name or email; an exact name comes first", async () => {
  expect(await suggested("ADA")).toEqual(["Ada, in it", "aaron", "bob"]);
  expect(await suggested("aDA@example.com")).toEqual(["bob"]);
  expect(await suggested("corp")).toEqual(["Ada, in it"]);
});

test("every word has to be there, and means only itself", async () => {
  expect(await suggested("  love ada ")).toEqual(["Ada, in it"]);
  for (const text of ["ada nobody", "%", "a_a", "status:active", '"ada"']) expect(await suggested(text)).toEqual([]);
});

test("without a text come the first who are not in it, at most eight", async () => {
  expect(await suggested("")).toEqual(["aaron", "bob", "zz-admin"]);
  for (let i = 0; i < 9; i++) await aUser({ username: `b-${i}` });
  expect(await suggested("")).toHaveLength(8);
  expect(await suggested("b-")).toHaveLength(8);
});

test("a group that is not there is not found, and what cannot be asked is refused", async () => {
  expect(await suggestMembers(admin, { groupId: "none", text: "" })).toMatchObject({ problem: { code: "not_found" } });
  for (const text of ["\0", "\ud800", "x".repeat(201)]) {
    expect(await suggestMembers(admin, { groupId: "team", text })).toMatchObject({ problem: { code: "invalid" } });
  }
});
