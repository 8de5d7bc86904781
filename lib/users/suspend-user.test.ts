import { expect, test } from "vitest";
import { aSession, as, aUser, auditOf, now, signedIn, somewhere } from "@/test/people";
import { authenticate } from "../sessions/authenticate";
import { listStatusChanges } from "./list-status-changes";
import { suspendUser } from "./suspend-user";

test("a suspended user is out at the next request of every session they had", async () => {
  const admin = await aUser({ roles: ["user-admin"] });
  const ada = await aUser();
  const keys = [await aSession(ada), await aSession(ada)];

  const result = await suspendUser(as(admin), { userId: ada.id, reason: "left the company" });

  expect(result).toMatchObject({
    ok: true,
    value: { endedSessions: 2, freedSeat: true, user: { status: "suspended" } },
  });
  for (const key of keys) expect(await authenticate(key, somewhere)).toBeNull();
});

test("it leaves one line in the audit log and one in the history, with who and why", async () => {
  const admin = await aUser({ roles: ["user-admin"] });
  const ada = await aUser();
  await suspendUser(as(admin), { userId: ada.id, reason: "  left the company " });

  expect(await auditOf(ada)).toMatchObject([
    {
      action: "user.suspended",
      outcome: "done",
      actorId: admin.id,
      actorName: admin.username,
      address: somewhere.address,
      targetName: ada.username,
      reason: "left the company",
      changes: { status: ["active", "suspended"] },
    },
  ]);
  expect(await now(ada)).toMatchObject({ statusBy: admin.username, statusReason: "left the company" });
  const history = await listStatusChanges(as(admin), { userId: ada.id });
  expect(history).toMatchObject({
    ok: true,
    value: [{ from: "active", to: "suspended", actorName: admin.username }, {}, {}],
  });
});

test("suspending whoever is suspended succeeds, changes nothing and records nothing", async () => {
  const admin = await aUser({ roles: ["owner"] });
  const ada = await aUser();
  await suspendUser(as(admin), { userId: ada.id, reason: "first" });
  const before = await now(ada);

  expect(await suspendUser(as(admin), { userId: ada.id, reason: "second" })).toMatchObject({ ok: true });
  expect(await now(ada)).toEqual(before);
  expect(await auditOf(ada)).toHaveLength(1);
});

test("it refuses to act on a version that somebody else changed, and says who", async () => {
  const [mira, ingrid] = [await aUser({ roles: ["owner"] }), await aUser({ roles: ["owner"] })];
  const ada = await aUser();
  await suspendUser(as(mira), { userId: ada.id });

  const result = await suspendUser(as(ingrid), { userId: ada.id, expectedVersion: ada.version });
  expect(result).toMatchObject({ ok: false, problem: { code: "changed_meanwhile" } });
  expect(!result.ok && result.problem.message).toContain(mira.username);
});

test("a service account that is suspended frees no seat", async () => {
  const admin = await aUser({ roles: ["owner"] });
  const bot = await aUser({ loginType: "none", email: null });
  expect(await suspendUser(as(admin), { userId: bot.id })).toMatchObject({ ok: true, value: { freedSeat: false } });
});

test.each([
  ["nobody's id", "0199ffff-0000-7000-8000-000000000000"],
  ["no id at all", "x'; drop table users"],
  ["an id with NUL", "\0"],
  ["a lone surrogate", "\ud800"],
])("%s is not found", async (_, userId) => {
  const admin = await signedIn(await aUser({ roles: ["owner"] }));
  expect(await suspendUser(admin, { userId })).toMatchObject({ ok: false, problem: { code: "not_found" } });
});

test("a reason that cannot be shown is told, and nothing happens", async () => {
  const admin = await aUser({ roles: ["owner"] });
  const ada = await aUser();
  for (const reason of ["nul \0", "lone \ud800", "x".repeat(201), "turn \u202e round"]) {
    const result = await suspendUser(as(admin), { userId: ada.id, reason });
    expect(result).toMatchObject({ ok: false, problem: { code: "invalid", fields: { reason: expect.any(String) } } });
  }
  expect(await now(ada)).toEqual(ada);
});
