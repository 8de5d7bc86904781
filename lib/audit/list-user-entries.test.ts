import { expect, test } from "vitest";
import { as, aUser } from "@/test/people";
import { roles } from "../permissions";
import { suspendUser } from "../users/suspend-user";
import { updateProfile } from "../users/update-profile";
import { listUserEntries } from "./list-user-entries";

test("the last that was done to somebody or by them comes first, and refused attempts take no place in it", async () => {
  const [auditor, owner] = [await aUser({ roles: ["auditor"] }), await aUser({ roles: ["owner"] })];
  const ada = await aUser();
  await suspendUser(as(owner), { userId: ada.id });
  await updateProfile(as(ada), { userId: ada.id, username: ada.username, name: "Ada" });
  for (let i = 0; i < 12; i++) {
    await suspendUser(as(ada), { userId: owner.id });
    await suspendUser(as(await aUser()), { userId: ada.id });
  }
  const told = await listUserEntries(as(auditor), { userId: ada.id });
  if (!told.ok) throw new Error(told.problem.message);
  expect(told.value.map(({ action }) => action)).toEqual(["user.updated", "user.suspended"]);
  expect(await listUserEntries(as(auditor), { userId: ada.id, limit: 1 })).toMatchObject({ value: [told.value[0]] });
});

test("only those who may read the log get them", async () => {
  const ada = await aUser();
  for (const role of [...roles, null]) {
    const may = role === "owner" || role === "auditor";
    const asked = await listUserEntries(as(await aUser({ roles: role ? [role] : [] })), { userId: ada.id });
    expect(asked.ok, role ?? "member").toBe(may);
  }
});
