import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { aUser, auditOf, daysAgo, now } from "@/test/people";
import { sweep } from "../sweep";
import { markDormant } from "./mark-dormant";

const longAgo = { createdAt: daysAgo(400) };

test("whoever was not seen for 90 days becomes dormant, as the system’s act", async () => {
  const gone = await aUser({ ...longAgo, lastSeenAt: daysAgo(91) });
  await markDormant();
  expect(await now(gone)).toMatchObject({ status: "dormant", statusBy: null, version: gone.version + 1 });
  expect(await auditOf(gone)).toMatchObject([
    { action: "user.dormant", actorKind: "system", changes: { status: ["active", "dormant"] } },
  ]);
});

test("whoever was seen since, is suspended, or was activated since, stays as they are", async () => {
  const seen = await aUser({ ...longAgo, lastSeenAt: daysAgo(89) });
  const suspended = await aUser({ ...longAgo, status: "suspended", lastSeenAt: daysAgo(200) });
  const activated = await aUser({ ...longAgo, lastSeenAt: daysAgo(200) });
  await db()
    .update(users)
    .set({ statusSince: daysAgo(1) })
    .where(eq(users.id, activated.id));

  await markDormant();
  for (const user of [seen, suspended, activated]) expect((await now(user))?.status).toBe(user.status);
});

test("more than one batch is marked in one go, each once, also by several at once", async () => {
  const gone = [];
  for (let i = 0; i < 230; i++) gone.push(await aUser({ ...longAgo, lastSeenAt: daysAgo(100) }));
  const marked = await Promise.all([markDormant(), markDormant(), markDormant()]);
  expect(marked.reduce((sum, n) => sum + n)).toBe(230);
  for (const user of gone) expect(await auditOf(user)).toHaveLength(1);
});

test("where more are unseen than are looked up at once, all of them are marked, also those unseen since the same moment", async () => {
  const gone = [];
  for (let i = 0; i < 11; i++) gone.push(await aUser({ ...longAgo, lastSeenAt: daysAgo(100 + Math.floor(i / 5)) }));
  expect(await markDormant({ atOnce: 3 })).toBe(11);
  for (const user of gone) expect(await auditOf(user)).toHaveLength(1);
});

test("asked to stop, it leaves the others for the next time", async () => {
  const gone = await aUser({ ...longAgo, lastSeenAt: daysAgo(100) });
  expect(await markDormant({ stopping: AbortSignal.abort() })).toBe(0);
  expect(await now(gone)).toMatchObject({ status: "active" });
  expect(await markDormant()).toBe(1);
});

test("of several instances that sweep at once, one does", async () => {
  const gone = await aUser({ ...longAgo, lastSeenAt: daysAgo(100) });
  await Promise.all([sweep(), sweep(), sweep(), sweep()]);
  expect(await auditOf(gone)).toHaveLength(1);
});
