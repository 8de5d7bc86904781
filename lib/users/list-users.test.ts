import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { as, aUser, daysAgo } from "@/test/people";
import type { SignedIn } from "../actor";
import { countUsers } from "./count-users";
import { listUsers, type UserPage } from "./list-users";
import type { User, UserStatus } from "./user";
import { userSorts } from "./user";

let admin: SignedIn;
const people: User[] = [];

beforeAll(async () => {
  admin = as(await aUser({ username: "Zoe", roles: ["auditor"] }));
  const statuses: UserStatus[] = ["active", "dormant", "suspended"];
  for (let i = 0; i < 40; i++) {
    // Capitals, shared creation times and shared or absent last-seen times: what orders and keys stumble over.
    const username = `${i % 2 ? "A" : "a"}b${i}`;
    const lastSeenAt = i % 4 === 0 ? null : daysAgo(i % 3);
    people.push(await aUser({ username, status: statuses[i % 3], createdAt: daysAgo(i % 5), lastSeenAt }));
  }
});

const page = async (input: Parameters<typeof listUsers>[1]): Promise<UserPage> => {
  const result = await listUsers(admin, input);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

const expectedOrder: Record<(typeof userSorts)[number], ReturnType<typeof sql>> = {
  username: sql`lower(username) collate "C"`,
  created: sql`created_at, id`,
  last_seen: sql`(select last_seen_at from user_seen where user_id = id), id`,
  status: sql`status, lower(username) collate "C"`,
};

const sorts = userSorts.flatMap((by) => [by, `-${by}`] as const);

test.each(sorts)("sorted by %s, pages forwards show everybody once, in order, numbered", async (sort) => {
  const [by, down] = [sort.replace("-", "") as (typeof userSorts)[number], sort.startsWith("-")];
  const rows = await db().execute<{ username: string }>(sql`select username from users order by ${expectedOrder[by]}`);
  const wanted = rows.map(({ username }) => username);
  if (down) wanted.reverse();

  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { rows: found, next, previous, firstNumber } = await page({ sort, after, limit: 7 });
    expect(firstNumber).toBe(seen.length + 1);
    expect(previous === null).toBe(seen.length === 0);
    seen.push(...found.map(({ username }) => username));
    after = next ?? undefined;
  } while (after);
  expect(seen).toEqual(wanted);
});

test.each(sorts)("sorted by %s, going back shows the pages that came before", async (sort) => {
  const first = await page({ sort, limit: 9 });
  const second = await page({ sort, limit: 9, after: first.next ?? "" });
  const third = await page({ sort, limit: 9, after: second.next ?? "" });
  const back = await page({ sort, limit: 9, before: third.previous ?? "" });
  expect(back).toEqual(second);
  expect(await page({ sort, limit: 9, before: back.previous ?? "" })).toEqual(first);
});

test("the filter, the count and the pages agree", async () => {
  const q = "status:dormant";
  const { rows, next } = await page({ q, limit: 100 });
  expect(rows.map(({ status }) => status)).toEqual(rows.map(() => "dormant"));
  expect(next).toBeNull();
  expect(await countUsers(admin, { q })).toEqual({ ok: true, value: rows.length });
  expect(await countUsers(admin, {})).toEqual({ ok: true, value: people.length + 1 });
});

test("a user is told whole, and without what must not leave the database", async () => {
  const [row] = (await page({ q: "username:Zoe" })).rows;
  expect(row).toEqual({
    id: expect.any(String),
    username: "Zoe",
    email: "Zoe@example.com",
    name: "",
    status: "active",
    statusSince: expect.any(Date),
    statusBy: null,
    statusReason: null,
    roles: ["auditor"],
    loginType: "password",
    lastSeenAt: null,
    createdAt: expect.any(Date),
    updatedAt: expect.any(Date),
    mustChangePassword: false,
    version: 1,
  });
});

test.each([
  ["a filter with an unknown key", { q: "colour:red" }, "q"],
  ["a filter of 100 kB", { q: "x".repeat(100_000) }, "q"],
  ["NUL in the filter", { q: "a\0b" }, "q"],
  ["a lone surrogate in the filter", { q: "a\ud800b" }, "q"],
  ["an unknown order", { sort: "colour" }, "sort"],
  ["a page key of nonsense", { after: "nonsense" }, "after"],
  ["a page key of another order", { after: Buffer.from('["created",1,"x","y"]').toString("base64url") }, "after"],
  [
    "a page key with a bad time",
    { sort: "created", after: Buffer.from('["created",1,"x","y"]').toString("base64url") },
    "after",
  ],
  ["a limit of none", { limit: 0 }, "limit"],
  ["a limit of words", { limit: "many" }, "limit"],
])("%s is told, not thrown", async (_, input, field) => {
  expect(await listUsers(admin, input as never)).toMatchObject({
    ok: false,
    problem: { code: "invalid", fields: { [field]: expect.any(String) } },
  });
});

test("a member has no list", async () => {
  const member = as(await aUser());
  expect(await listUsers(member, {})).toMatchObject({ ok: false, problem: { code: "forbidden" } });
  expect(await countUsers(member, {})).toMatchObject({ ok: false, problem: { code: "forbidden" } });
});
