import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { userSeen, users } from "@/db/schema";
import { findUsers } from "./find";
import { readUserFilter } from "./matching";

/**
 * Many match, and none of them among the first: in the order of creation and in that of when they were seen they begin where a longer walk
 * gets to, in that of usernames beyond it.
 */

const total = 4000;
const isFar = (i: number) => i >= 150 && i < 1650;
const usernameOf = (i: number) => `${isFar(i) ? "z" : "a"}-${String(i).padStart(4, "0")}`;
const far = Array.from({ length: total }, (_, i) => i)
  .filter(isFar)
  .map(usernameOf);

beforeAll(async () => {
  for (let begin = 0; begin < total; begin += 1000) {
    const people = Array.from({ length: 1000 }, (_, i) => ({
      username: usernameOf(begin + i),
      name: isFar(begin + i) ? "Far Away" : "Near By",
      loginType: "none" as const,
      createdAt: new Date(Date.UTC(2020, 0, 1) + (begin + i) * 60_000),
    }));
    const made = await db().insert(users).values(people).returning({ userId: users.id, lastSeenAt: users.createdAt });
    await db().insert(userSeen).values(made);
  }
  await db().execute(sql`analyze users, user_seen`);
});

test.each(["created", "last_seen", "username"] as const)(
  "by %s the first are found from either end, and again",
  async (by) => {
    const tree = await readUserFilter(db(), "far");
    for (const descending of [false, true]) {
      const wanted = descending ? far.toReversed() : far;
      for (const limit of [1, 1, 1, 2, 200]) {
        const found = await findUsers(db(), { tree, by, descending, from: null, backwards: false, limit });
        expect(
          found.map(({ username }) => username),
          `${descending}, ${limit}`,
        ).toEqual(wanted.slice(0, limit));
      }
    }
  },
);
