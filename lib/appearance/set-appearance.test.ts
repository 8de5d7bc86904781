import { describe, expect, test } from "vitest";
import { as, aUser, auditOf, now } from "@/test/people";
import { type Role, roles } from "../permissions";
import type { ProblemCode } from "../problems";
import { terminalFonts } from "./appearance";
import { getAppearance } from "./get-appearance";
import { setAppearance } from "./set-appearance";

test("anybody chooses their own, and what they leave out stays", async () => {
  const ada = await aUser();
  await setAppearance(as(ada), { userId: ada.id, themePreference: " dark " });
  const result = await setAppearance(as(ada), { userId: ada.id, terminalFont: "jetbrains-mono" });

  const chosen = { ok: true, value: { themePreference: "dark", terminalFont: "jetbrains-mono" } };
  expect(result).toEqual(chosen);
  expect(await getAppearance(as(ada), { userId: ada.id })).toEqual(chosen);
  expect(await now(ada)).toEqual(ada);
});

test("each change leaves one line in the audit log; what is already so leaves none", async () => {
  const ada = await aUser();
  for (const themePreference of ["", "dark", "dark", ""]) {
    await setAppearance(as(ada), { userId: ada.id, themePreference, terminalFont: "" });
  }
  expect((await auditOf(ada)).map(({ action, changes }) => ({ action, changes }))).toEqual([
    { action: "user.appearance_changed", changes: { themePreference: ["dark", ""] } },
    { action: "user.appearance_changed", changes: { themePreference: ["", "dark"] } },
  ]);
});

test.each(terminalFonts)("the font %o can be chosen", async (terminalFont) => {
  const ada = await aUser();
  expect(await setAppearance(as(ada), { userId: ada.id, terminalFont })).toMatchObject({
    ok: true,
    value: { terminalFont },
  });
});

test.each([
  ["terminalFont", "comic-sans"],
  ["themePreference", "x".repeat(65)],
  ["themePreference", "two\nlines"],
])("%s cannot be %o", async (field, value) => {
  const ada = await aUser();
  expect(await setAppearance(as(ada), { userId: ada.id, [field]: value })).toMatchObject({
    ok: false,
    problem: { code: "invalid", fields: { [field]: expect.any(String) } },
  });
});

describe("that of others", () => {
  const holders: Role[][] = [[], ...roles.map((role) => [role])];
  const called = (held: Role[]) => held.join("+") || "member";

  /** Owners and user admins edit users, and only an owner acts on an owner. */
  function expected(actor: Role[], target: Role[]): ProblemCode | null {
    if (actor.length === 0) return "not_found";
    if (!actor.includes("owner") && !actor.includes("user-admin")) return "forbidden";
    return target.includes("owner") && !actor.includes("owner") ? "owner_protected" : null;
  }

  const cases = holders.flatMap((actor) =>
    holders.map((target) => ({
      actor,
      target,
      who: called(actor),
      whom: called(target),
      problem: expected(actor, target),
    })),
  );

  test.each(cases)("$who on $whom: $problem", async ({ actor: actorRoles, target: targetRoles, problem }) => {
    const actor = await aUser({ roles: actorRoles });
    const target = await aUser({ roles: targetRoles });

    const result = await setAppearance(as(actor), { userId: target.id, themePreference: "light" });

    expect(result).toMatchObject(problem ? { ok: false, problem: { code: problem } } : { ok: true });
    expect(await auditOf(target)).toMatchObject([{ outcome: problem ? "refused" : "done", actorId: actor.id }]);
    const after = await getAppearance(as(target), { userId: target.id });
    expect(after).toMatchObject({ value: { themePreference: problem ? "" : "light" } });
  });
});
