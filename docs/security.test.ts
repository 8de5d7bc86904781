import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** docs/security.md is held to what is so: every line of the standard is there, and every promise stands in the test it names. */

const page = readFileSync("docs/security.md", "utf8");

/** All numbers of OWASP ASVS 5.0.0 in these chapters, of levels 1 and 2: the section, then those in it. */
const asked = `
  3.2 1 2  3.3 1 2 3 4  3.4 1 2 3 4 5 6  3.5 1 2 3 4 5  3.7 1 2
  6.1 1 2 3  6.2 1 2 3 4 5 6 7 8 9 10 11 12  6.3 1 2 3 4  6.4 1 2 3 4  6.5 1 2 3 4 5  6.6 1 2 3  6.8 1 2 3 4
  7.1 1 2 3  7.2 1 2 3 4  7.3 1 2  7.4 1 2 3 4 5  7.5 1 2  7.6 1 2
  8.1 1 2  8.2 1 2 3  8.3 1  8.4 1
  16.1 1  16.2 1 2 3 4 5  16.3 1 2 3 4  16.4 1 2 3  16.5 1 2 3`
  .trim()
  .split(/\s{2,}|\n/)
  .flatMap((section) => {
    const [name, ...numbers] = section.trim().split(" ");
    return numbers.map((number) => `${name}.${number}`);
  });

const states = ["held", "by design", "partly", "not held", "operator", "none here"];

const cellsOf = (row: string) =>
  row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

const rows = (page.match(/^\| \d+\.\d+\.\d+ \|.*$/gm) ?? []).map((row) => {
  const [number = "", level = "", what = "", state = "", by = ""] = cellsOf(row);
  return { number, level, what, state, by };
});

/** The promises that a text names, each with the file before it: `path.test.ts` “promise”; “another of the same file”. */
function promisesIn(text: string): { file: string; promise: string }[] {
  let file = "";
  return [...text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`|“([^”]+)”/g)].flatMap(([, path, promise]) => {
    if (path) file = path;
    return promise ? [{ file, promise }] : [];
  });
}

test("every line of the standard to level 2 is told once, in order, with one of the words for how it stands", () => {
  expect(rows.map(({ number }) => number)).toEqual(asked);
  for (const { number, level, what, state } of rows) {
    expect([number, level]).toEqual([number, expect.stringMatching(/^[12]$/)]);
    expect([number, states]).toEqual([number, expect.arrayContaining([state])]);
    expect(what, number).not.toBe("");
  }
});

test("the sums at the top are those of the lines below", () => {
  const told = (page.match(/^\| V\d+ \|.*$/gm) ?? []).map((row) => cellsOf(row));
  const chapters = [...new Set(asked.map((number) => number.split(".")[0]))];
  expect(told).toEqual(
    chapters.map((chapter) => [
      `V${chapter}`,
      ...states.map((state) =>
        String(rows.filter((row) => row.number.startsWith(`${chapter}.`) && row.state === state).length),
      ),
    ]),
  );
});

test("what is held names a test with its promise, and what is not says why", () => {
  for (const { number, state, by } of rows) {
    if (state === "held") expect([number, promisesIn(by).length > 0]).toEqual([number, true]);
    if (["partly", "not held", "operator"].includes(state)) expect(by, number).not.toBe("");
  }
});

test.each(["docs/security.md", "docs/threat-model.md"])(
  "every test that %s names is there, with its promise",
  (path) => {
    const text = readFileSync(path, "utf8");
    const files = [...text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`/g)].map(([, file]) => file as string);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    const missing = text
      .split("\n")
      .flatMap(promisesIn)
      .filter(({ file, promise }) => file !== "" && !declares(readFileSync(file, "utf8"), promise));
    expect(missing).toEqual([]);
  },
);

/** Whether a test, or a table of tests, is called this: in quotes as the name of a test, not somewhere in a comment. */
const declares = (source: string, promise: string) =>
  ['"', "`"].some(
    (quote) => source.includes(`(${quote}${promise}${quote},`) || source.includes(`  ${quote}${promise}${quote},`),
  );
