import { expect, test } from "vitest";
import { as, aUser, nobody } from "@/test/people";
import { getOrganization } from "./get-organization";
import { theOrganization } from "./the-organization";

test("any signed-in user finds it by its id, its name or `default`, in any case", async () => {
  const ada = as(await aUser());
  const it = await theOrganization();
  for (const organization of [it.id, it.id.toUpperCase(), it.name, it.name.toUpperCase(), "default", "Default"]) {
    expect(await getOrganization(ada, { organization })).toEqual({ ok: true, value: it });
  }
});

test.each(["other", "", "0199ffff-0000-7000-8000-000000000000", "\0"])("%o is not found", async (organization) => {
  expect(await getOrganization(as(await aUser()), { organization })).toMatchObject({
    ok: false,
    problem: { code: "not_found", message: "There is no such organization." },
  });
});

test("someone signed out is told so", async () => {
  expect(await getOrganization(nobody, {})).toMatchObject({ ok: false, problem: { code: "signed_out" } });
});
