import { expect, test } from "vitest";
import { aGroup, as, aUser } from "@/test/people";
import { roles } from "../permissions";
import { findGroups } from "./find-groups";

test("groups are found by a part of their name, Everyone too, and only the first few", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  for (const name of ["night-b", "Night-a", "day"]) await aGroup({ name });
  const found = async (text: string, limit?: number) => {
    const result = await findGroups(auditor, { text, limit });
    return result.ok ? result.value.map(({ name }) => name) : result.problem.code;
  };
  expect(await found("NIGHT")).toEqual(["Night-a", "night-b"]);
  expect(await found("night", 1)).toEqual(["Night-a"]);
  expect(await found("every")).toEqual(["Everyone"]);
  expect(await found("")).toEqual(["Everyone", "day", "Night-a", "night-b"]);
  expect(await found("", 2)).toEqual(["Everyone", "day"]);
  for (const text of ["nothing", "%", "\0", "\ud800"]) expect(await found(text)).toEqual([]);
});

test("whoever sees all users finds them, and a member does not", async () => {
  for (const role of [...roles, null]) {
    const result = await findGroups(as(await aUser({ roles: role ? [role] : [] })), { text: "" });
    expect(result.ok, role ?? "member").toBe(role !== null);
  }
});
