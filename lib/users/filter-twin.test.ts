import { and, type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { groupMembers, groups, userSeen, users } from "@/db/schema";
import { naiveFilters, type Person } from "@/test/naive-filter";
import { aUser } from "@/test/people";
import { filterLength, maxFilterLength, parseFilter } from "../filter";
import { printFilter } from "../filter-tree";
import { type Role, roles } from "../permissions";
import { userFilter } from "./filter";
import { matchingUsers, readUserFilter } from "./matching";
import { notDeleted, seenBeside } from "./read";

const now = new Date("2026-08-01T12:00:00.500Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const day = 86_400_000;

const names = [
  "",
  "Ada Lovelace",
  "Zoë van den Heuvel",
  "Łukasz Wiśniewski",
  "100% Real_Name",
  "Back\\slash, Jr.",
  'Tom "The Hat" O’Brien',
  "Nguyễn (Châu): OR",
  "Ада Лавлейс",
  "𝒢race 🦜",
];
const groupNames = ["Platform", "Data Science", "R&D (EU)", "100%"];
const at = <T>(list: readonly T[], i: number) => list[i % list.length] as T;

const people: Person[] = Array.from({ length: 60 }, (_, i) => ({
  username: `${at(["ada", "Grace", "x-or", "B0T", "lin"], i)}-${i}`,
  email:
    i % 7 === 3 ? null : `${at(["a_b", "A.b", "team%", "or"], i)}${i}@${at(["example.com", "Corp.example"], i >> 1)}`,
  name: at(names, i),
  status: at(["active", "dormant", "suspended", "active"] as const, i),
  roles: roles.filter((_, place) => i % 11 < 9 && (i >> place) % 3 === 0),
  groups: groupNames.filter((_, place) => (i >> place) % 4 === 1),
  loginType: i % 7 === 3 ? "none" : "password",
  lastSeenAt: i % 5 === 0 ? null : at([ago(90 * day), ago(i * day), ago(i * 3_600_000 + 123), ago(0)], i),
  createdAt: at([ago(400 * day), ago(i * 7 * day), ago(i * 60_000 + 1), new Date("2026-07-01T00:00:00Z")], i),
}));

beforeAll(async () => {
  const made = await db()
    .insert(groups)
    .values(groupNames.map((name) => ({ name })))
    .returning();
  for (const person of people) {
    const { id } = await aUser({ ...person, roles: person.roles as Role[] });
    const memberships = made.filter(({ name }) => person.groups.includes(name));
    for (const group of memberships) await db().insert(groupMembers).values({ groupId: group.id, userId: id });
  }
});

/** Whom each of the filters finds, sorted; all in one round trip. */
async function found(conditions: (SQL | undefined)[]): Promise<string[][]> {
  const parts = conditions.map(
    (
      where,
      n,
    ) => sql`select ${n}::int as n, array(select ${users.username} from ${users} join ${userSeen} on ${seenBeside}
      where ${and(notDeleted, where)} order by ${users.username} collate "C") as names`,
  );
  const rows = await db().execute<{ n: number; names: string[] }>(sql.join(parts, sql` union all `));
  return [...rows].sort((a, b) => a.n - b.n).map((row) => row.names);
}

const conditionsOf = (texts: string[]) =>
  Promise.all(texts.map(async (text) => matchingUsers(await readUserFilter(db(), text), now)));

test("2,500 random filters find in the database whom plain JavaScript finds among the same people", async () => {
  let compared = 0;
  const sizes = new Set<number>();
  const filters = naiveFilters(people, now).filter(({ text }) => filterLength(text) <= maxFilterLength);
  await fc.assert(
    fc.asyncProperty(fc.array(filters, { minLength: 50, maxLength: 50, size: "max" }), async (batch) => {
      const sets = await found(await conditionsOf(batch.map(({ text }) => text)));
      for (const [i, { text, matches }] of batch.entries()) {
        const wanted = people
          .filter(matches)
          .map(({ username }) => username)
          .sort();
        expect(sets[i], text).toEqual(wanted);
        sizes.add(wanted.length);
        compared++;
      }
    }),
    { numRuns: 50 },
  );
  expect(compared).toBeGreaterThanOrEqual(2500);
  // Filters that all found everyone or nobody would prove nothing.
  expect(sizes.size).toBeGreaterThan(20);
});

test("a filter, printed, reads as the same tree", () => {
  fc.assert(
    fc.property(naiveFilters(people, now), ({ text }) => {
      const parsed = parseFilter(userFilter, text);
      if (!parsed.ok) return filterLength(text) > maxFilterLength;
      const printed = printFilter(userFilter, parsed.tree);
      if (filterLength(printed) > maxFilterLength) return true; // Dates are printed as whole times, which may be too long.
      const again = parseFilter(userFilter, printed);
      expect(again).toMatchObject({ ok: true, tree: parsed.tree });
      return true;
    }),
    { numRuns: 2000 },
  );
});
