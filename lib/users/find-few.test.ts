import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { userSeen, users } from "@/db/schema";
import { as, aUser } from "@/test/people";
import { countUsers } from "./count-users";
import { asksForFew } from "./counts";
import { findUsers } from "./find";
import { readUserFilter } from "./matching";
import { gather } from "./ways";

/** A text that nearly all have, and a status that few have: who has both is quickly found among those of the status. */

const total = 3000;
const isSuspended = (i: number) => i % 50 === 7;
const isNear = (i: number) => i % 100 !== 7;
const usernameOf = (i: number) => `u-${String(i).padStart(4, "0")}`;
const both = Array.from({ length: total }, (_, i) => i)
  .filter((i) => isSuspended(i) && isNear(i))
  .map(usernameOf);

beforeAll(async () => {
  const people = Array.from({ length: total }, (_, i) => ({
    username: usernameOf(i),
    name: isNear(i) ? "Near By" : "Far Away",
    loginType: "none" as const,
    status: isSuspended(i) ? ("suspended" as const) : ("active" as const),
    createdAt: new Date(Date.UTC(2020, 0, 1) + i * 60_000),
  }));
  for (let begin = 0; begin < total; begin += 1000) {
    const some = people.slice(begin, begin + 1000);
    const made = await db().insert(users).values(some).returning({ userId: users.id, lastSeenAt: users.createdAt });
    await db().insert(userSeen).values(made);
  }
  await db().execute(sql`vacuum analyze users, user_seen`);
});

test.each([
  ["status:suspended near", true],
  ["near -status:active -status:dormant", true],
  ["status:active near", false],
  ["status:suspended,active near", false],
  ["status:suspended OR near", false],
  ["near", false],
  ["role:owner near", false],
])("%s asks for few: %s", async (q, few) => {
  expect(await asksForFew(db(), await readUserFilter(db(), q))).toBe(few);
});

test.each(["created", "last_seen", "username", "status"] as const)(
  "by %s they are found from either end",
  async (by) => {
    const tree = await readUserFilter(db(), "status:suspended near");
    for (const descending of [false, true]) {
      const wanted = descending ? both.toReversed() : both;
      for (const limit of [1, 1, 10, 200]) {
        const found = await findUsers(db(), { tree, by, descending, from: null, backwards: false, limit });
        expect(
          found.map(({ username }) => username),
          `${descending}, ${limit}`,
        ).toEqual(wanted.slice(0, limit));
      }
      const later = await findUsers(db(), { tree, by, descending, from: null, backwards: false, offset: 5, limit: 10 });
      expect(later.map(({ username }) => username)).toEqual(wanted.slice(5, 15));
    }
  },
);

test("they are counted", async () => {
  const owner = as(await aUser({ roles: ["owner"] }));
  expect(await countUsers(owner, { q: "status:suspended near" })).toEqual({ ok: true, value: both.length });
});

test("gathering them reads the index of statuses and no row of a user", async () => {
  const tree = await readUserFilter(db(), "status:suspended near");
  const reading = { tree, by: "username", descending: false, from: null, backwards: false, limit: 26 } as const;
  const planOf = async (fromFew: boolean) => {
    const plan = await db().execute<{ "QUERY PLAN": string }>(sql`explain ${gather({ ...reading, fromFew })}`);
    return plan.map((line) => line["QUERY PLAN"]).join("\n");
  };
  expect(await planOf(true)).toContain("Index Only Scan using users_by_status");
  expect(await planOf(false)).not.toContain("Index Only Scan");
});
