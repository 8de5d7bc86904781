import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { filterLength, maxFilterLength, parseFilter } from "./filter";
import { maxFilterDepth } from "./filter-build";
import type { FilterErrorCode } from "./filter-errors";
import { momentOf } from "./filter-time";
import { type FilterKeys, type FilterTree, printFilter } from "./filter-tree";

const keys = {
  status: { title: "Status", about: "", kind: "enum", values: { active: "", dormant: "", suspended: "" } },
  role: {
    title: "Roles",
    about: "",
    kind: "enum",
    values: { owner: "", "user-admin": "" },
    aliases: { boss: "owner" },
  },
  group: { title: "Groups", about: "", kind: "text" },
  bot: { title: "Bots", about: "", kind: "boolean", values: { true: "", false: "" } },
  before: { title: "Before", about: "", kind: "time" },
  search: { title: "Search", about: "", kind: "text", bareWords: true },
} as const satisfies FilterKeys;

type Tree = FilterTree<typeof keys>;

function treeOf(text: string): Tree {
  const parsed = parseFilter(keys, text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.tree;
}

function errorOf(text: string) {
  const parsed = parseFilter(keys, text);
  if (parsed.ok) throw new Error(`${text} can be read.`);
  return parsed.error;
}

/** The tree in a short form: `all(status=active not(role=owner))`. */
function short(tree: FilterTree): string {
  if (tree.is === "term") return `${tree.key}=${tree.values.map((value) => JSON.stringify(value)).join("|")}`;
  if (tree.is === "not") return `not(${short(tree.of)})`;
  return `${tree.is}(${tree.of.map(short).join(" ")})`;
}

test.each([
  ["", "all()"],
  [" \t\n ", "all()"],
  ["status:active", 'status="active"'],
  ["STATUS:Active", 'status="active"'],
  ['status:"active"', 'status="active"'],
  ["status:active,dormant", 'status="active"|"dormant"'],
  ["status:active role:owner status:dormant", 'all(status="active"|"dormant" role="owner")'],
  ["status:active OR status:dormant role:owner", 'any(status="active" all(status="dormant" role="owner"))'],
  ["status:active (status:dormant)", 'all(status="active" status="dormant")'],
  ["status:active -status:dormant", 'all(status="active" not(status="dormant"))'],
  ["role:boss", 'role="owner"'],
  ["bot:yes bot:FALSE", "bot=true|false"],
  ["ada lovelace", 'all(search="ada" search="lovelace")'],
  ["search:ada search:lovelace", 'all(search="ada" search="lovelace")'],
  ["lovelace, ada", 'all(search="lovelace" search="ada")'],
  ["lovelace,ada", 'search="lovelace"|"ada"'],
  ['"ada l"', 'search="ada l"'],
  ['"status:active"', 'search="status:active"'],
  ["100% a_b C:", "There is no key C"],
  ["100% a_b c\\d", 'all(search="100%" search="a_b" search="c\\\\d")'],
  ["-ada", 'not(search="ada")'],
  ['-"ada l"', 'not(search="ada l")'],
  ['"-ada" a-b', 'all(search="-ada" search="a-b")'],
  ["-(a OR b) c", 'all(not(any(search="a" search="b")) search="c")'],
  ["-(-a)", 'not(not(search="a"))'],
  ["a b OR c d", 'any(all(search="a" search="b") all(search="c" search="d"))'],
  ["a (b OR c) d", 'all(search="a" any(search="b" search="c") search="d")'],
  ["a(b)c", 'all(search="a" search="b" search="c")'],
  ["((a))", 'search="a"'],
  ["a or b", 'all(search="a" search="or" search="b")'],
  ['a "OR" b', 'all(search="a" search="OR" search="b")'],
  ['group:"R&D, (EU): \\"new\\" \\\\ x"', 'group="R&D, (EU): \\"new\\" \\\\ x"'],
  ['group:a" "b,c', 'group="a b"|"c"'],
  ["group:a:b", 'group="a:b"'],
  ['group:"one\ntwo"', 'group="one two"'],
  ["group:Zoe\u0308", 'group="Zoë"'],
  ["__proto__ constructor", 'all(search="__proto__" search="constructor")'],
])("%j means %s", (text, meaning) => {
  const parsed = parseFilter(keys, text);
  if (parsed.ok) expect(short(parsed.tree)).toBe(meaning);
  else expect(parsed.error.message).toContain(meaning);
});

test.each([
  ["2023-07-01", "2023-07-01T00:00:00Z"],
  ["2024-02-29", "2024-02-29T00:00:00Z"],
  ["2023-07-01T00:00:00Z", "2023-07-01T00:00:00Z"],
  ['"2023-07-01T00:00:00Z"', "2023-07-01T00:00:00Z"],
  ['"2023-07-01 00:00:00z"', "2023-07-01T00:00:00Z"],
  ["2023-07-01t02:30:00+02:30", "2023-07-01T00:00:00Z"],
  ["2023-06-30T00:01:00-23:59", "2023-07-01T00:00:00Z"],
  ["2023-07-01T00:00:00.123456789Z", "2023-07-01T00:00:00.123456789Z"],
  ["2023-07-01T00:00:00.100Z", "2023-07-01T00:00:00.1Z"],
  ["1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"],
  ["0001-01-01", "0001-01-01T00:00:00Z"],
  ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"],
])("the time %s is %s", (text, at) => {
  expect(treeOf(`before:${text}`)).toEqual({ is: "term", key: "before", values: [{ at }] });
});

test("ages stay ages until they are asked about", () => {
  expect(treeOf("before:90d,12h,30m,2W")).toMatchObject({
    values: [
      { age: 90, unit: "d" },
      { age: 12, unit: "h" },
      { age: 30, unit: "m" },
      { age: 2, unit: "w" },
    ],
  });
  const now = new Date("2026-08-01T12:00:00.500Z");
  expect(momentOf({ age: 2, unit: "w" }, now).notAfter).toEqual(new Date("2026-07-18T12:00:00.500Z"));
});

test("a moment between two milliseconds has one on either side", () => {
  const between = momentOf({ at: "2023-07-01T00:00:00.123456789Z" }, new Date());
  expect(between.notAfter).toEqual(new Date("2023-07-01T00:00:00.123Z"));
  expect(between.notBefore).toEqual(new Date("2023-07-01T00:00:00.124Z"));
  const exact = momentOf({ at: "2023-07-01T00:00:00.12Z" }, new Date());
  expect(exact).toEqual({ notAfter: exact.notBefore, notBefore: new Date("2023-07-01T00:00:00.120Z") });
});

test.each<[text: string, code: FilterErrorCode, bad: string]>([
  ["status:active grop:x", "unknown_key", "grop"],
  ["colour:red", "unknown_key", "colour"],
  ["http://example.com", "unknown_key", "http"],
  ["constructor:x", "unknown_key", "constructor"],
  ["__proto__:x", "unknown_key", "__proto__"],
  ["a :b", "no_key", ":"],
  ["status:actve", "unknown_value", "actve"],
  ['role:owner,"user admin"', "unknown_value", '"user admin"'],
  ["status:toString", "unknown_value", "toString"],
  ["bot:maybe", "unknown_value", "maybe"],
  ["status:", "empty_value", "status:"],
  ['group:""', "empty_value", 'group:""'],
  ["a status: b", "empty_value", "status:"],
  ["status:active,", "empty_value", ","],
  ["status:,active", "empty_value", ":"],
  ["status:(active)", "empty_value", "status:"],
  ['""', "empty_value", '""'],
  [",", "empty_value", ","],
  ["before:yesterday", "not_a_time", "yesterday"],
  ["before:-1d", "not_a_time", "-1d"],
  ["before:2023-07", "not_a_time", "2023-07"],
  ["before:2023-07-01T00:00:00.1234567890Z", "not_a_time", "2023-07-01T00:00:00.1234567890Z"],
  ["before:2023-02-29", "no_such_time", "2023-02-29"],
  ["before:2023-13-01", "no_such_time", "2023-13-01"],
  ["before:2023-07-00", "no_such_time", "2023-07-00"],
  ["before:2023-07-01T24:00:00Z", "no_such_time", "2023-07-01T24:00:00Z"],
  ["before:2023-07-01T12:00:60Z", "no_such_time", "2023-07-01T12:00:60Z"],
  ["before:2023-07-01T12:00:00+24:00", "no_such_time", "2023-07-01T12:00:00+24:00"],
  ["before:0000-12-31", "time_out_of_range", "0000-12-31"],
  ["before:9999-12-31T23:59:59-01:00", "time_out_of_range", "9999-12-31T23:59:59-01:00"],
  ["before:999999d", "time_out_of_range", "999999d"],
  ["before:2023-07-01T12:00:00", "no_offset", "2023-07-01T12:00:00"],
  ["a -", "dangling_minus", "-"],
  ["- a", "dangling_minus", "-"],
  ["--a", "dangling_minus", "-"],
  ["-OR a", "dangling_minus", "-"],
  ["(-)", "dangling_minus", "-"],
  ["OR", "dangling_or", "OR"],
  ["OR a", "dangling_or", "OR"],
  ["a OR", "dangling_or", "OR"],
  ["a OR OR b", "dangling_or", "OR"],
  ["(a OR) b", "dangling_or", "OR"],
  ['a "b c', "unclosed_quote", '"b c'],
  ['group:"x\\"', "unclosed_quote", '"x\\"'],
  ["a (b", "unclosed_bracket", "("],
  ["a) b", "unopened_bracket", ")"],
  [")", "unopened_bracket", ")"],
  ["a ( ) b", "empty_brackets", "( )"],
  ["a\0b", "bad_character", "\0"],
  ["a\u001bb", "bad_character", "\u001b"],
  ["a\ud800b", "bad_character", "\ud800"],
])("%j is refused as %s, pointing at %j", (text, code, bad) => {
  const error = errorOf(text);
  expect(error).toMatchObject({ code, column: error.from + 1 });
  expect(text.slice(error.from, error.to)).toBe(bad);
  expect(error.message).toMatch(/^[^\0\n]+ \(column \d+\)\. [^\0\n]+\.$/);
});

test.each([
  ["status:active -role:owner grop:x", "There is no key grop (column 27). The nearest is group."],
  [
    "colour:red",
    "There is no key colour (column 1). There are status, role, group, bot, before and search. Put quotes around a word that has a colon.",
  ],
  ["status:suspnded", "status has no value suspnded (column 8). The nearest is suspended."],
  ["a status:", "status has no value here (column 3). Write one behind status: or leave this out."],
  ["before:2023-02-30", "There is no such time as 2023-02-30 (column 8). Look at the day, the hour and the offset."],
  ["(a", "This bracket is never closed (column 1). Close it with )."],
  ["x".repeat(1001), "The filter is too long (column 1001). It may have 1,000 characters."],
])("%s: %s", (text, message) => expect(errorOf(text).message).toBe(message));

test("a filter may have 1,000 characters, however many units each takes", () => {
  expect(treeOf("🦜".repeat(maxFilterLength))).toBeDefined();
  expect(errorOf(`${"🦜".repeat(maxFilterLength)}a`)).toMatchObject({
    code: "too_long",
    column: maxFilterLength + 1,
    from: 2 * maxFilterLength,
  });
});

test("columns count characters, offsets count UTF-16 units", () => {
  expect(errorOf("🦜🦜 grop:x")).toMatchObject({ column: 4, from: 5, to: 9 });
});

test.each([
  ["grop:x", "group:x"],
  ["-grop:x a", "-group:x a"],
  ["rloe:owner", "role:owner"],
  ["stat:active", "status:active"],
  ["status:actve,dormant", "status:active,dormant"],
  ["before:2023-07-01T12:00:00", "before:2023-07-01T12:00:00Z"],
  ['a "b c', 'a "b c"'],
  ["a (b (c) d", "a (b (c) d)"],
  ["a OR", "a "],
  ["a -", "a "],
  ["a)", "a"],
  ["a\0b", "ab"],
])("the mend of %j gives %j, which can be read", (text, mended) => {
  const { mend } = errorOf(text);
  if (!mend) throw new Error("There is no mend.");
  const after = text.slice(0, mend.from) + mend.text + text.slice(mend.to);
  expect(after).toBe(mended);
  treeOf(after);
});

test("finished terms are told, with their minus, also around one that is not", () => {
  const text = '-role:owner grop:x (ada OR -"b c") status:';
  const told = parseFilter(keys, text).terms.map(({ from, to, key }) => [text.slice(from, to), key]);
  expect(told).toEqual([
    ["-role:owner", "role"],
    ["ada", null],
    ['-"b c"', null],
  ]);
});

test(`brackets may stand ${maxFilterDepth} deep, and no deeper`, () => {
  const deep = (depth: number) => `${"(".repeat(depth)}a${")".repeat(depth)}`;
  expect(short(treeOf(deep(maxFilterDepth)))).toBe('search="a"');
  expect(errorOf(deep(maxFilterDepth + 1))).toMatchObject({ code: "too_deep", column: maxFilterDepth + 1 });
  expect(errorOf("-(".repeat(500))).toMatchObject({ code: "too_deep" });
});

test("no text makes the parser throw, and every range lies inside the text", () => {
  const letters = fc.constantFrom(
    ...'role:status,-()"\\ OR|ä🦜\0',
    "role:",
    "before:",
    "90d",
    "active",
    "\ud800",
    " OR ",
  );
  const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 1200 }), fc.string({ unit: letters, maxLength: 400 }));
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseFilter(keys, text);
      const ranges = [...parsed.terms, ...(parsed.ok ? [] : [parsed.error, parsed.error.mend ?? parsed.error])];
      for (const { from, to } of ranges) expect(0 <= from && from <= to && to <= text.length).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test("whatever tree can be read is printed as text that reads as the same tree", () => {
  const letters = fc.constantFrom("a", "b", " ", ":", ",", "(", ")", '"', "\\", "-", "OR", "ä", "🦜");
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 6 }).map((it) => it.normalize("NFC"));
  const term = (key: string, value: fc.Arbitrary<unknown>) =>
    fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => ({ is: "term", key, values }) as Tree);
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      term("status", fc.constantFrom("active", "dormant")),
      term("group", text),
      term("search", text),
      term("bot", fc.boolean()),
      term("before", fc.constantFrom({ at: "2023-07-01T00:00:00.1Z" }, { age: 90, unit: "d" })),
      tie("tree").map((of): Tree => ({ is: "not", of })),
      fc
        .tuple(fc.constantFrom("all" as const, "any" as const), fc.array(tie("tree"), { minLength: 2, maxLength: 4 }))
        .map(([is, of]): Tree => ({ is, of })),
    ),
  }));
  fc.assert(
    fc.property(tree, (it) => {
      const printed = printFilter(keys, it);
      if (filterLength(printed) <= maxFilterLength) expect(treeOf(printed)).toEqual(it);
    }),
    { numRuns: 2000 },
  );
});

afterEach(() => vi.restoreAllMocks());

test.each(["status:active ", "(", "()", "-(a ", "a,", '"', '\\"', 'group:"a b" OR ', "grop:x ", "🦜 "])(
  "reading %j over and over takes work in proportion to its length",
  (unit) => {
    const reads = (length: number) => {
      const text = unit.repeat(length).slice(0, length).toWellFormed();
      const spy = vi.spyOn(String.prototype, "charAt");
      parseFilter(keys, text);
      const count = spy.mock.calls.length;
      spy.mockRestore();
      return count;
    };
    for (const length of [125, 250, 500, 1000]) expect(reads(length)).toBeLessThanOrEqual(4 * length);
  },
);
