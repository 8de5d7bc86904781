import { count, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "./client";
import { fillWithDemoPeople } from "./demo";
import { userRoles, users } from "./schema";

test("an empty database is filled with 200 people of every status, role and age; a filled one is left alone", async () => {
  expect(await fillWithDemoPeople("$argon2id$demo")).toBe("filled");

  const statuses = await db().select({ status: users.status, n: count() }).from(users).groupBy(users.status);
  expect(statuses.reduce((sum, { n }) => sum + n, 0)).toBe(200);
  for (const { n } of statuses) expect(n).toBeGreaterThan(8);
  expect(statuses).toHaveLength(3);
  const roles = await db().selectDistinct({ role: userRoles.role }).from(userRoles);
  expect(roles).toHaveLength(4);
  const [ages] = await db().execute(sql`
    select count(*) filter (where created_at > now() - interval '30 days')::int as young,
      count(*) filter (where created_at < now() - interval '1 year')::int as old,
      count(*) filter (where last_seen_at = '-infinity')::int as never,
      count(*) filter (where last_seen_at > now() or created_at > now() or status_since > now())::int as future,
      count(*) filter (where user_seen.status is distinct from users.status)::int as elsewise
    from users join user_seen on user_id = id`);
  expect(ages).toMatchObject({ young: expect.any(Number), old: expect.any(Number), future: 0, elsewise: 0 });
  for (const some of ["young", "old", "never"]) expect(ages?.[some], some).toBeGreaterThan(5);

  expect(await fillWithDemoPeople("$argon2id$demo")).toBe("not empty");
  expect(await db().$count(users)).toBe(200);
});
