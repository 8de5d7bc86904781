import { PgDialect } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { parseFilter } from "./filter";
import { given, nothing } from "./filter-parts";
import { filterSql } from "./filter-sql";
import { printFilter } from "./filter-tree";
import { type UserFilter, userFilter } from "./users/filter";

const cannotHold = null;

test.each([
  ["status:active maria", "active", "maria"],
  ["status:active maria", "dormant", cannotHold],
  ["status:active", "active", ""],
  ["maria smith", "active", "maria smith"],
  ["(status:dormant OR last_seen:never) group:x", "active", "last_seen:never group:x"],
  ["(status:dormant OR last_seen:never) group:x", "dormant", "group:x"],
  ["(status:dormant OR last_seen:never OR zoe) group:x", "active", "(last_seen:never OR zoe) group:x"],
  ["-status:active", "active", cannotHold],
  ["-status:active -(status:dormant maria)", "dormant", "-maria"],
  ["-status:active -(status:dormant maria)", "suspended", ""],
  ["maria OR status:active", "active", ""],
  ["status:active zoe OR status:dormant maria", "suspended", cannotHold],
])("of %s, of those who are %s, is left %j", (q, status, left) => {
  const parsed = parseFilter(userFilter, q);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const rest = given<UserFilter>(parsed.tree, (term) =>
    term.key === "status" ? (term.values as string[]).includes(status) : undefined,
  );
  expect(rest === nothing ? cannotHold : printFilter(userFilter, rest)).toBe(left);
});

test("what cannot hold finds nobody, though it has no terms", () => {
  const asked = filterSql(nothing, {}, new Date());
  expect(asked && new PgDialect().sqlToQuery(asked).sql).toBe("false");
});
