import fc from "fast-check";
import { listEntries } from "@/lib/audit/list-entries";
import { listUsers } from "@/lib/users/list-users";
import { userSorts } from "@/lib/users/user";
import { as, aUser } from "../people";

/** Keys of pages, as they come and spoilt: whatever one is, a page is a piece of the whole list, in its order, without a gap. */

const sorts = [...userSorts, ...userSorts.map((sort) => `-${sort}` as const)];
type Sort = (typeof sorts)[number];

export async function fuzzKeys(
  seed: number,
  goesOn: (tried: number) => boolean,
): Promise<{ tried: number; read: number }> {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  for (let i = 0; i < 12; i++) {
    const lastSeenAt = i % 3 ? new Date(Date.now() - (i % 4) * 86_400_000) : null;
    await aUser({ status: i % 2 ? "active" : "dormant", lastSeenAt });
  }
  const found = { tried: 0, read: 0 };

  const lists: { key: string[]; page: (key: string, limit: number) => Promise<string[] | string>; all: string[] }[] =
    [];
  for (const sort of sorts) {
    const ask = (more: object) => listUsers(auditor, { sort: sort as Sort, ...more });
    const whole = await ask({ limit: 1000 });
    const some = await ask({ limit: 3 });
    if (!whole.ok || !some.ok) throw new Error("The list cannot be read.");
    lists.push({
      key: [some.value.next ?? ""],
      all: whole.value.rows.map(({ id }) => id),
      page: async (after, limit) => {
        const page = await ask({ after, limit });
        return page.ok ? page.value.rows.map(({ id }) => id) : page.problem.code;
      },
    });
  }
  const log = await listEntries(auditor, { limit: 1000 });
  const some = await listEntries(auditor, { limit: 3 });
  if (!log.ok || !some.ok) throw new Error("The log cannot be read.");
  lists.push({
    key: [some.value.next ?? ""],
    all: log.value.rows.map(({ id }) => id),
    page: async (after, limit) => {
      const page = await listEntries(auditor, { after, limit });
      return page.ok ? page.value.rows.map(({ id }) => id) : page.problem.code;
    },
  });

  const keys = lists.flatMap(({ key }) => key);
  for (let batch = 0; goesOn(found.tried); batch++) {
    for (const [at, key, limit] of fc.sample(
      // A key of the list itself more often than one of another.
      fc
        .nat(lists.length - 1)
        .chain((at) => fc.tuple(fc.constant(at), spoiltKey(keys, keys[at] ?? ""), fc.integer({ min: 1, max: 20 }))),
      { seed: seed + batch, numRuns: 200 },
    )) {
      const list = lists[at] ?? lists[0];
      if (!list) continue;
      const page = await list.page(key, limit);
      found.tried++;
      if (page === "invalid") continue;
      if (typeof page === "string") throw new Error(`seed ${seed + batch}: the key ${key} is refused with ${page}`);
      found.read++;
      const from = page[0] === undefined ? list.all.length : list.all.indexOf(page[0]);
      const wanted = list.all.slice(from, from + limit);
      if (from < 0 || JSON.stringify(wanted) !== JSON.stringify(page)) {
        throw new Error(
          `seed ${seed + batch}: after the key ${key} (${decoded(key)}) comes no piece of the list: ${page}`,
        );
      }
    }
  }
  return found;
}

const decoded = (key: string) => Buffer.from(key, "base64url").toString();

/** A key with letters changed or cut off, or with another value inside. */
function spoiltKey(keys: string[], own: string): fc.Arbitrary<string> {
  const key = fc.oneof({ weight: 3, arbitrary: fc.constant(own) }, fc.constantFrom(...keys));
  const value = fc.oneof(
    fc.constantFrom<unknown>("", "zzz", "a", "\0", "\ud800", null, 0, -1, 1e300, 1.5, "-infinity", "infinity", [], {}),
    fc.constantFrom<unknown>(
      "2026-07-01T00:00:00.000Z",
      "2026-02-30T00:00:00.000Z",
      "275760-09-13T00:00:00.000Z",
      "NaN",
    ),
    fc.uuid(),
    fc.integer(),
    fc.constantFrom(...sorts),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  const inside = fc.tuple(key, fc.nat(4), value).map(([it, at, one]) => {
    const parts = JSON.parse(decoded(it)) as unknown[];
    parts[at % (parts.length + 1)] = one;
    return Buffer.from(JSON.stringify(parts)).toString("base64url");
  });
  const letters = fc
    .tuple(key, fc.nat(200), fc.stringMatching(/^[\w-]{0,3}$/))
    .map(([it, at, text]) => it.slice(0, at % it.length) + text + it.slice((at % it.length) + text.length));
  const cut = fc.tuple(key, fc.nat(200)).map(([it, at]) => it.slice(0, Math.max(1, at % it.length)));
  const random = fc.string({ minLength: 1, maxLength: 200 });
  return fc.oneof(key, { weight: 4, arbitrary: inside }, letters, cut, random);
}
