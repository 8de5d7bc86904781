import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { userStatusChanges } from "@/db/schema";
import { as, aUser, daysAgo } from "@/test/people";
import { roles } from "../permissions";
import { countStatuses } from "./count-statuses";
import { type UserStatus, userStatuses } from "./user";

type Change = { at: Date; from: UserStatus | null; to: UserStatus | null };

test("each day has as many of each status as a walk through the changes counts", async () => {
  const auditor = await aUser({ roles: ["auditor"] });
  const changes: Change[] = [];
  for (let i = 0; i < 25; i++) {
    const user = await aUser();
    await db().delete(userStatusChanges).where(eq(userStatusChanges.userId, user.id));
    let [from, age] = [null as UserStatus | null, 100 - ((i * 7) % 90)];
    for (let step = 0; age > 0 && step < 5; step++, age -= 3 + ((i * step) % 17)) {
      const gone = step > 2 && i % 5 === 0;
      const to = gone ? null : (userStatuses[(i + step) % 3] as UserStatus);
      if (to === from) continue;
      changes.push({ at: daysAgo(age - 0.01 * i), from, to });
      await db()
        .insert(userStatusChanges)
        .values({ userId: user.id, from, to, at: daysAgo(age - 0.01 * i), actorKind: "system" });
      from = to;
      if (gone) break;
    }
  }
  await db().delete(userStatusChanges).where(eq(userStatusChanges.userId, auditor.id));

  for (const tzOffsetHours of [0, 5, -8]) {
    const result = await countStatuses(as(auditor), { days: 60, tzOffsetHours });
    if (!result.ok) throw new Error(result.problem.message);
    for (const status of userStatuses) {
      const days = result.value[status];
      expect(days).toHaveLength(60);
      expect(Math.abs((days.at(-1)?.date.getTime() ?? 0) - Date.now())).toBeLessThan(10_000);
      for (const { date } of days.slice(0, -1))
        expect((date.getTime() + tzOffsetHours * 3_600_000) % 86_400_000).toBe(0);
      for (const { date, count } of days) {
        const had = changes.filter(({ at }) => at <= date);
        expect(count).toBe(
          had.filter(({ to }) => to === status).length - had.filter(({ from }) => from === status).length,
        );
      }
    }
  }
});

test("whoever sees all users may ask, and nobody else", async () => {
  for (const role of roles)
    expect(await countStatuses(as(await aUser({ roles: [role] })), {})).toMatchObject({ ok: true });
  expect(await countStatuses(as(await aUser()), {})).toMatchObject({ problem: { code: "forbidden" } });
});
