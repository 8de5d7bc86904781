import { expect, test } from "vitest";
import { as, aUser, password } from "@/test/people";
import { changeOwnPassword } from "../users/change-own-password";
import { checkPassword } from "./check-password";

test("nobody keeps the server busy with judging passwords: sixty a minute each, whichever way they are sent", async () => {
  await aUser({ roles: ["owner"] });
  const [ada, grace] = [as(await aUser()), as(await aUser())];
  for (let i = 0; i < 60; i++) expect(await checkPassword(ada, { password: "short" })).toMatchObject({ ok: true });

  const refused = { ok: false, problem: { code: "rate_limited", retryAfterSeconds: expect.any(Number) } };
  expect(await checkPassword(ada, { password: "1234567890".repeat(12) })).toMatchObject(refused);
  const own = { oldPassword: password, newPassword: "1234567890".repeat(12) };
  expect(await changeOwnPassword(ada, own)).toMatchObject(refused);
  expect(await checkPassword(grace, { password: "short" })).toMatchObject({ ok: true });
});
