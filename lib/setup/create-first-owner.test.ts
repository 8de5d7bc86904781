import { expect, test } from "vitest";
import { auditOf, nobody } from "@/test/people";
import { createUser } from "../users/create-user";
import { createFirstOwner } from "./create-first-owner";
import { isSetUp } from "./is-set-up";

const owner = { username: "mira", email: "mira@example.com", password: "fourteen otters under one quilt" };

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
