import { expect, test } from "vitest";
import { db } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { auditOf, nobody, somewhere } from "@/test/people";
import { config } from "../config";
import { createUser } from "../users/create-user";
import { createFirstOwner } from "./create-first-owner";
import { isSetUp } from "./is-set-up";

const owner = { username: "mira", email: "mira@example.com", password: "fourteen otters under one quilt" };

test("a setup code is not found by trying: five tries a minute from one place, sixty an hour in all", async () => {
  Object.assign(config(), { setupCode: "1234" });
  const tryCode = async (setupCode: string, address: string) => {
    const tried = await createFirstOwner({ ...nobody, from: { ...somewhere, address } }, { ...owner, setupCode });
    return tried.ok || tried.problem.code;
  };
  const wrong = (address: string) => Promise.all(Array.from({ length: 8 }, (_, i) => tryCode(`000${i}`, address)));
  const told = await wrong("203.0.113.1");
  expect(told.filter((code) => code === "wrong_setup_code")).toHaveLength(5);
  expect(told.filter((code) => code === "rate_limited")).toHaveLength(3);

  for (let i = 2; i < 14; i++) await wrong(`203.0.113.${i}`);
  expect(await tryCode("1234", "203.0.113.99")).toBe("rate_limited");
  await db().delete(rateLimits);
  Object.assign(config(), { setupCode: null });
});

test("of many who set up a fresh installation at once, one becomes the owner and the others are told", async () => {
  expect(await isSetUp(nobody, {})).toMatchObject({ ok: true, value: { done: false } });

  const results = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      createFirstOwner(nobody, { ...owner, username: `mira-${i}`, email: `mira${i}@example.com` }),
    ),
  );

  const made = results.flatMap((result) => (result.ok ? [result.value.user] : []));
  expect(made).toMatchObject([{ roles: ["owner"], status: "dormant", mustChangePassword: false }]);
  const refused = results.filter((result) => !result.ok);
  expect(refused).toHaveLength(7);
  for (const result of refused) expect(result).toMatchObject({ problem: { code: "already_set_up" } });
  expect(await auditOf(made[0] as { id: string })).toMatchObject([{ action: "user.created", actorKind: "anonymous" }]);
  expect(await isSetUp(nobody, {})).toMatchObject({ ok: true, value: { done: true } });
});

test("once there is an owner, nobody sets up again", async () => {
  expect(await createFirstOwner(nobody, owner)).toMatchObject({ ok: false, problem: { code: "already_set_up" } });
});

test("nobody who is not signed in adds users any other way", async () => {
  expect(await createUser(nobody, owner)).toMatchObject({ ok: false, problem: { code: "signed_out" } });
});
