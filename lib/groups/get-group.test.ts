import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { aGroup, as, aUser } from "@/test/people";
import type { SignedIn } from "../actor";
import { theOrganization } from "../organization/the-organization";
import { deleteUser } from "../users/delete-user";
import { notDeleted } from "../users/read";
import { getGroup } from "./get-group";

let owner: SignedIn;

beforeAll(async () => {
  owner = as(await aUser({ roles: ["owner"] }));
});

test("a group is found by its id and its name in any case; deleted users do not count", async () => {
  const [ada, gone] = [await aUser(), await aUser()];
  const group = await aGroup({ name: "Dev Ops", members: [ada, gone] });
  await deleteUser(owner, { userId: gone.id });

  for (const name of [group.id, group.id.toUpperCase(), "Dev Ops", "dev ops"]) {
    expect(await getGroup(owner, { group: name })).toEqual({ ok: true, value: { ...group, memberCount: 1 } });
  }
});

test("Everyone has the organization’s id and holds every user who is not deleted", async () => {
  const { id } = await theOrganization();
  await aUser({ status: "suspended" });
  await deleteUser(owner, { userId: (await aUser()).id });
  const memberCount = await db().$count(users, notDeleted);

  for (const group of [id, id.toUpperCase(), "Everyone", "everyone"]) {
    expect(await getGroup(owner, { group })).toMatchObject({
      ok: true,
      value: { id, name: "Everyone", displayName: "Everyone", memberCount, isEveryone: true },
    });
  }
});

test.each(["0199ffff-0000-7000-8000-000000000000", "nothing", "", "'; drop table groups", "\0", "\ud800"])(
  "%o is not found",
  async (group) => {
    expect(await getGroup(owner, { group })).toMatchObject({
      ok: false,
      problem: { code: "not_found", message: "There is no such group." },
    });
  },
);
