import { expect, test } from "vitest";
import { as, aUser } from "@/test/people";
import { updateProfile } from "./update-profile";

test("a member finds out about twenty names an hour by trying to be called so, and no more; an admin sees them anyway", async () => {
  const taken = await aUser();
  const rename = async (user: Awaited<ReturnType<typeof aUser>>, username: string) => {
    const tried = await updateProfile(as(user), { userId: user.id, username });
    return tried.ok ? "ok" : tried.problem.code;
  };
  const member = await aUser();
  const told = [];
  for (let i = 0; i < 22; i++) told.push(await rename(member, taken.username));
  expect(told).toEqual([...Array(20).fill("taken"), "rate_limited", "rate_limited"]);
  // What they are called already is no name to try.
  expect(await rename(member, member.username)).toBe("ok");

  const admin = await aUser({ roles: ["auditor"] });
  for (let i = 0; i < 22; i++) expect(await rename(admin, taken.username)).toBe("taken");
});

test("of many who change what they saw at the same moment, one does, and the others are told who was before them", async () => {
  const ada = await aUser();
  const owners = await Promise.all(Array.from({ length: 6 }, () => aUser({ roles: ["owner"] })));
  const tried = await Promise.all(
    owners.map((owner, i) =>
      updateProfile(as(owner), { userId: ada.id, expectedVersion: ada.version, name: `Ada the ${i}` }),
    ),
  );
  expect(tried.filter(({ ok }) => ok)).toHaveLength(1);
  for (const one of tried) if (!one.ok) expect(one.problem.code).toBe("changed_meanwhile");
});
