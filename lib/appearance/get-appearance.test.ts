import { expect, test } from "vitest";
import { as, aUser, nobody, operator } from "@/test/people";
import { roles } from "../permissions";
import { deleteUser } from "../users/delete-user";
import { getAppearance } from "./get-appearance";
import { setAppearance } from "./set-appearance";

test("whoever chose nothing has the defaults", async () => {
  const ada = await aUser();
  expect(await getAppearance(as(ada), { userId: ada.id })).toEqual({
    ok: true,
    value: { themePreference: "", terminalFont: "" },
  });
});

test.each(roles)("one with the role %s sees what others chose", async (role) => {
  const [admin, ada] = [await aUser({ roles: [role] }), await aUser()];
  await setAppearance(as(ada), { userId: ada.id, themePreference: "dark", terminalFont: "fira-code" });
  expect(await getAppearance(as(admin), { userId: ada.id })).toEqual({
    ok: true,
    value: { themePreference: "dark", terminalFont: "fira-code" },
  });
});

test("a member learns nothing of others, nor anybody of those who are not there", async () => {
  const [ada, bob, owner] = [await aUser(), await aUser(), await aUser({ roles: ["owner"] })];
  const notFound = { ok: false, problem: { code: "not_found" } };
  expect(await getAppearance(as(bob), { userId: ada.id })).toMatchObject(notFound);
  await deleteUser(operator, { userId: ada.id });
  for (const userId of [ada.id, "no id", "\0"]) {
    expect(await getAppearance(as(owner), { userId })).toMatchObject(notFound);
  }
});

test("someone signed out is told so", async () => {
  const ada = await aUser();
  const result = await getAppearance(nobody, { userId: ada.id });
  expect(result).toMatchObject({ ok: false, problem: { code: "signed_out" } });
});
