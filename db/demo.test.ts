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
      count(*) filter (where last_seen_at > now() or created_at > now() or users.status_since > now())::int as future,
      count(*) filter (where user_seen.status is distinct from users.status or user_seen.status_since <> users.status_since)::int as elsewise
    from users join user_seen on user_id = id`);
  expect(ages).toMatchObject({ young: expect.any(Number), old: expect.any(Number), future: 0, elsewise: 0 });
  for (const some of ["young", "old", "never"]) expect(ages?.[some], some).toBeGreaterThan(5);

  const impossible = await db().execute(sql`
    select username, users.status, created_at, seen_at, status_since from users
    left join (select user_id, last_seen_at as seen_at from user_seen where last_seen_at > '-infinity') on user_id = id
    where seen_at < created_at or first_sign_in_at > seen_at or status_since < created_at
      or (users.status = 'dormant' and seen_at > now() - interval '90 days')
      or (users.status = 'active' and seen_at < now() - interval '90 days')
      or (users.status = 'suspended' and seen_at > status_since)
      or exists (select from sessions where sessions.user_id = users.id and sessions.created_at < users.created_at)
      or exists (select from users admin where admin.username = users.created_by and admin.created_at >= users.created_at)`);
  expect([...impossible]).toEqual([]);

  expect(await fillWithDemoPeople("$argon2id$demo")).toBe("not empty");
  expect(await db().$count(users)).toBe(200);
});
