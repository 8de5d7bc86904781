import fc from "fast-check";
import { expect, test } from "vitest";
import { maxFilterLength, parseFilter } from "./filter";
import { suggestFilter } from "./filter-suggest";
import { userFilter } from "./users/filter";

/** Suggestions at the `|` in a text. */
function at(marked: string, known?: Parameters<typeof suggestFilter>[3]) {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const groups = suggestFilter(userFilter, text, caret, known);
  const all = groups.flatMap(({ suggestions }) => suggestions);
  /** The text after taking one of them, with the caret in it. */
  const take = (label: string) => {
    const it = all.find((suggestion) => suggestion.label === label);
    if (!it) throw new Error(`${label} is not suggested.`);
    const after = text.slice(0, it.from) + it.text + text.slice(it.to);
    return `${after.slice(0, it.caret)}|${after.slice(it.caret)}`;
  };
  return { groups, titles: groups.map(({ title }) => title), labels: all.map(({ label }) => label), take };
}

test("an empty box suggests every key but the one of bare words, and leaving out", () => {
  const { groups, labels } = at("|");
  expect(groups[0]?.title).toBe("Filter by");
  expect(labels).toEqual([
    ...Object.keys(userFilter)
      .filter((key) => key !== "search")
      .map((key) => `${key}:`),
    "-",
  ]);
});

test("behind a key its values come first, with what they mean, then the other keys", () => {
  const { groups, titles } = at("status:active role:|");
  expect(titles).toEqual(["Roles", "Narrow further"]);
  expect(groups[0]?.suggestions[4]).toMatchObject({
    label: "role:admin",
    description: "Owner, User Admin or Template Admin",
  });
  expect(groups[1]?.suggestions[0]?.label).toBe("group:");
  expect(groups[1]?.suggestions.at(-1)?.label).toBe("status:");
});

test.each([
  ["|", "status:", "status:|"],
  ["|", "-", "-|"],
  ["-|", "role:", "-role:|"],
  ["sta|", "status:", "status:|"],
  ["-ROL|", "role:", "-role:|"],
  ["seen|", "last_seen_after:", "last_seen_after:|"],
  ["(role:owner OR gr|)", "group:", "(role:owner OR group:|)"],
  ["ro|:owner", "role:", "role:|owner"],
  ["role:|", "role:owner", "role:owner |"],
  ["role:us|", "role:user-admin", "role:user-admin |"],
  ["role:us| ada", "role:user-admin", "role:user-admin| ada"],
  ["role:owner,|", "role:auditor", "role:owner,auditor |"],
  ["role:ow|,auditor", "role:owner", "role:owner|,auditor"],
  ["-status:|", "status:dormant", "-status:dormant |"],
  ["last_seen_before:|", "last_seen_before:90d", "last_seen_before:90d |"],
  ["last_seen:|", "last_seen:never", "last_seen:never |"],
  ["service_account:|", "service_account:true", "service_account:true |"],
  ["status:active role:|", "group:", "status:active group:|"],
  ["susp|", "status:suspended", "status:suspended |"],
  ["(own|)", "role:owner", "(role:owner|)"],
  ["last_seen_before:45|", "last_seen_before:45d", "last_seen_before:45d |"],
  ["ada or|", "OR", "ada OR |"],
  ["status:dor|mant ada", "status:dormant", "status:dormant| ada"],
  ["role:us|owner", "role:user-admin", "role:user-admin |"],
])("%s and %s give %s", (before, label, after) => expect(at(before).take(label)).toBe(after));

test("keys that are used already come last", () => {
  const { labels } = at("status:active role:owner |");
  expect(labels.slice(-3)).toEqual(["status:", "role:", "-"]);
});

test("values that are taken are not suggested again", () => {
  expect(at("role:owner,AUDITOR,|").labels).toEqual([
    "role:user-admin",
    "role:template-admin",
    "role:admin",
    "role:member",
  ]);
  expect(at("status:active|").labels).toEqual([]);
});

test("values from outside the table are suggested, in quotes where they need them", () => {
  const known = { group: { platform: "12 users", "Data Science": "3 users" } };
  expect(at("group:|", known).labels.slice(0, 2)).toEqual(["group:platform", 'group:"Data Science"']);
  expect(at("group:sci|", known).take('group:"Data Science"')).toBe('group:"Data Science" |');
  expect(at("group:|").titles).toEqual(["Filter by"]);
});

test.each(['"sta|"', "colour:|", "constructor:|", "xyz|"])("%s suggests nothing", (text) =>
  expect(at(text).groups).toEqual([]),
);

test("whatever the text and the caret, every range lies inside the text", () => {
  const letters = fc.constantFrom(...'role: status,-()"\\OR|ä🦜\0'.split(""), "role:", "group:", "\ud800");
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 40 }), fc.integer({ min: -5, max: 60 }), (text, caret) => {
      for (const { from, to } of suggestFilter(userFilter, text, caret).flatMap(({ suggestions }) => suggestions)) {
        expect(0 <= from && from <= to && to <= text.length).toBe(true);
      }
    }),
  );
});

test("a finished value is not taken for the beginning of another", () => {
  expect(at("role:admin|").labels).toEqual([]);
  expect(at("last_seen_before:90d|").labels).toEqual([]);
});

test.each(["|ada", "|status:active role:owner", "(ada)|", "ada OR|", "ada,sta|"])(
  "%s suggests nothing, for there it would go over another word or stick to it",
  (text) => expect(at(text).groups).toEqual([]),
);

test("a quote that is still open does not take the words behind it along", () => {
  const known = { group: { "Data Science": "" } };
  expect(at('group:"da| status:active', known).take('group:"Data Science"')).toBe(
    'group:"Data Science"| status:active',
  );
});

test("nothing is suggested that would make the filter too long", () => {
  const text = `${"a".repeat(maxFilterLength - 8)} `;
  const { labels } = at(`${text}|`);
  expect(labels).toEqual(["status:", "role:", "group:", "name:", "email:", "-"]);
});

const terms = fc.constantFrom(
  ...["ada", '"ada lovelace"', "a,b", "status:active", "-role:owner,auditor", 'group:"Data Science"', "email:x"],
  ...["last_seen_before:90d", "created_after:2023-07-01T00:00:00Z", "-(a OR b)", "(role:owner OR status:dormant)"],
);
const readable = fc
  .array(fc.tuple(terms, fc.constantFrom(" ", "  ", " OR ")), { minLength: 1, maxLength: 4 })
  .map((list) => list.map(([term, join], i) => (i === 0 ? term : join + term)).join(""));

/** Every text that taking a suggestion gives, with what stands before the caret in it. */
function everyTaken(text: string, caret: number) {
  const groups = suggestFilter(userFilter, text, caret, { group: { platform: "", "R&D (EU)": "", '12" racks': "" } });
  return groups
    .flatMap(({ suggestions }) => suggestions)
    .map((it) => ({ label: it.label, text: text.slice(0, it.from) + it.text + text.slice(it.to) }));
}

/** The text with the value or term that it lacks at its end, and its brackets closed. */
function completed(text: string): string {
  const key = /([a-z_]+):$/.exec(text)?.[1];
  const values: Record<string, string> = { status: "active", role: "owner", login_type: "none", last_seen: "never" };
  const value = key && (values[key] ?? (key === "service_account" ? "true" : "1d"));
  const ended = text + (value ?? (/(-|\bOR )$/.test(text) ? "ada" : ""));
  const open = ended.replace(/"(\\.|[^"\\])*"/g, "").replace(/[^()]/g, "");
  return ended + ")".repeat(open.replace(/[^(]/g, "").length - open.replace(/[^)]/g, "").length);
}

test("whatever is taken at the end of a filter on its way to a readable one, it can still become one", () => {
  fc.assert(
    fc.property(readable, fc.nat(), (text, n) => {
      const part = text.slice(0, n % (text.length + 1));
      for (const taken of everyTaken(part, part.length)) {
        expect(parseFilter(userFilter, completed(taken.text)), taken.text).toMatchObject({ ok: true });
      }
    }),
    { numRuns: 1000 },
  );
});

test("whatever value is taken inside a readable filter, it stays readable", () => {
  fc.assert(
    fc.property(readable, fc.nat(), (text, n) => {
      const values = everyTaken(text, n % (text.length + 1)).filter(({ label }) => /:./.test(label));
      for (const taken of values) expect(parseFilter(userFilter, taken.text), taken.text).toMatchObject({ ok: true });
    }),
    { numRuns: 1000 },
  );
});
