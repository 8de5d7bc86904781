import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { aGroup, as, aUser } from "@/test/people";
import type { SignedIn } from "../actor";
import { theOrganization } from "../organization/the-organization";
import { deleteUser } from "../users/delete-user";
import { notDeleted } from "../users/read";
import type { User } from "../users/user";
import { type GroupMemberPage, listGroupMembers } from "./list-group-members";

let owner: SignedIn;
const members: User[] = [];

beforeAll(async () => {
  owner = as(await aUser({ roles: ["owner"] }));
  for (const username of ["b2", "A1", "C3", "a10", "d4"]) members.push(await aUser({ username }));
  const gone = await aUser({ username: "b20" });
  await aGroup({ name: "team", members: [...members, gone] });
  await deleteUser(owner, { userId: gone.id });
});

const page = async (input: Parameters<typeof listGroupMembers>[1]): Promise<GroupMemberPage> => {
  const result = await listGroupMembers(owner, input);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

const everybody = async (groupId: string, limit: number) => {
  const seen: User[] = [];
  let next: string | null = null;
  do {
    const it: GroupMemberPage = await page({ groupId, limit, ...(next !== null && { after: next }) });
    expect(it.members.length).toBeLessThanOrEqual(limit);
    seen.push(...it.members);
    next = it.next;
  } while (next !== null);
  return seen.map(({ username }) => username);
};

test.each([1, 2, 5, 1000])("pages of %d show each member once, by username, and nobody deleted", async (limit) => {
  expect(await everybody("team", limit)).toEqual(["A1", "a10", "b2", "C3", "d4"]);
});

test("the last page ends, even where it is full", async () => {
  expect((await page({ groupId: "team", limit: 5 })).next).toBeNull();
  expect(await page({ groupId: "team", after: "D4" })).toEqual({ members: [], next: null });
});

test("a member is shown as a user is, without what must not leave the database", async () => {
  const { members: shown } = await page({ groupId: "team", limit: 1 });
  expect(shown).toEqual([members[1]]);
});

test("Everyone holds all users who are not deleted", async () => {
  const { id } = await theOrganization();
  const seen = await everybody(id, 2);
  expect(seen).toHaveLength(await db().$count(users, notDeleted));
  expect(seen).toContain(owner.username);
  expect(seen).not.toContain("b20");
});

test("a group that is not there is not found, and what is no page is refused", async () => {
  expect(await listGroupMembers(owner, { groupId: "nothing" })).toMatchObject({ problem: { code: "not_found" } });
  for (const input of [{ limit: 0 }, { limit: 1001 }, { after: "\0" }]) {
    const result = await listGroupMembers(owner, { groupId: "team", ...input });
    expect(result).toMatchObject({ ok: false, problem: { code: "invalid" } });
  }
});
