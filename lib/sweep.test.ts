import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { rateLimits, sessions } from "@/db/schema";
import { aSession, aUser } from "@/test/people";
import { sweep } from "./sweep";

test("what has expired is cleared away, however much it is; what has not stays", async () => {
  const ada = await aUser();
  const [over, open] = [await aSession(ada), await aSession(ada)];
  await db()
    .update(sessions)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(sessions.id, over.sessionId));
  await db().execute(sql`insert into ${rateLimits} (key, points, expire)
    select 'over-' || n, 1, now() - interval '1 second' from generate_series(1, 12000) n`);
  await db().execute(
    sql`insert into ${rateLimits} (key, points, expire) values ('open', 1, now() + interval '1 hour')`,
  );

  await sweep();
  expect(await db().select({ key: rateLimits.key }).from(rateLimits)).toEqual([{ key: "open" }]);
  const left = await db().select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, ada.id));
  expect(left).toEqual([{ id: open.sessionId }]);
});
