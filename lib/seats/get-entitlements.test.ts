import { expect, test } from "vitest";
import { as, aUser, nobody } from "@/test/people";
import { getEntitlements, warningsOf } from "./get-entitlements";

test("active people take a seat; dormant, suspended and service accounts take none", async () => {
  const ada = as(await aUser());
  await aUser({ status: "dormant" });
  await aUser({ status: "suspended" });
  await aUser({ loginType: "none" });
  expect(await getEntitlements(ada, {})).toEqual({ ok: true, value: { limit: null, used: 1, warnings: [] } });
  expect(await getEntitlements(nobody, {})).toMatchObject({ problem: { code: "signed_out" } });
});

test.each([
  [8, 10, []],
  [9, 10, ["1 seat of 10 left."]],
  [10, 10, ["All 10 seats are taken."]],
  [1250, 1200, ["1,250 seats are taken, 50 seats over the limit of 1,200."]],
  [0, null, []],
])("%i of %s", (used, limit, warnings) => expect(warningsOf(used, limit)).toEqual(warnings));
