import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "./client";
import { plainError } from "./plain-error";

test("what a query was asked with does not get into the log", async () => {
  const error = await db()
    .execute(sql`select ${"ada@example.com"}::int`)
    .catch((error) => error);
  expect(String(error)).toContain("ada@example.com");
  const plain = plainError(error) as Error;
  expect(plain.stack).not.toContain("select");
  expect(plain.message).toMatch(/invalid input syntax/);
  const bug = new Error("a bug");
  expect(plainError(bug)).toBe(bug);
});
