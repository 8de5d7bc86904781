import { expect, test } from "vitest";
import { aGroup, as, aUser } from "@/test/people";
import { deleteUser } from "../users/delete-user";
import { findPeople } from "./find-people";

test("people are found by username and email in any case, each once; the names of nobody are told", async () => {
  const admin = as(await aUser({ roles: ["user-admin"] }));
  const ada = await aUser({ username: "Ada", email: "ada@corp.example" });
  await aUser({ username: "bob", email: null, loginType: "none" });
  const gone = await aUser({ username: "gone" });
  await aGroup({ name: "team", members: [ada] });
  await deleteUser(admin, { userId: gone.id });

  const unknown = ["nobody", "gone", "", "%", "\0", "\ud800"];
  const names = ["BOB", "ada", "ADA@corp.example", ...unknown];
  expect(await findPeople(admin, { groupId: "team", names })).toMatchObject({
    ok: true,
    value: {
      found: [
        { username: "Ada", isMember: true },
        { username: "bob", isMember: false },
      ],
      unknown,
    },
  });
  expect(await findPeople(admin, { groupId: "team", names: [] })).toMatchObject({
    value: { found: [], unknown: [] },
  });
});

test("more than 1,000 names are refused", async () => {
  const admin = as(await aUser({ roles: ["user-admin"] }));
  const { name } = await aGroup();
  const result = await findPeople(admin, { groupId: name, names: Array(1001).fill("ada") });
  expect(result).toMatchObject({ ok: false, problem: { code: "invalid" } });
});
