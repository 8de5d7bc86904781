import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "@/test/temporary-folder";
import { playwrightReport, vitestReport } from "./reports.mjs";
import { root } from "./tasks.mjs";

async function written(report: object): Promise<string> {
  const file = join(await temporaryFolder(), "report.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test("of Vitest each test that did not pass is told with where and why, and so is a file that cannot be read", async () => {
  const file = await written({
    numTotalTests: 4,
    numPassedTests: 2,
    testResults: [
      { name: join(root, "lib/good.test.ts"), status: "passed", assertionResults: [{ status: "passed" }] },
      {
        name: join(root, "lib/bad.test.ts"),
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "holds", failureMessages: [] },
          {
            status: "failed",
            fullName: "breaks",
            failureMessages: ["Error: 1\n    at lib/bad.test.ts:2:1\n    at node_modules/runner.js:1:1"],
          },
          { status: "skipped", fullName: "is left out", failureMessages: [] },
        ],
      },
      { name: join(root, "lib/none.test.ts"), status: "failed", message: "Cannot find it", assertionResults: [] },
    ],
  });
  expect(vitestReport(file)).toEqual({
    passed: 2,
    failed: 2,
    failures: [
      "lib/bad.test.ts: breaks\nError: 1\n    at lib/bad.test.ts:2:1",
      "lib/bad.test.ts: is left out",
      "lib/none.test.ts\nCannot find it",
    ],
  });
});

test("of Playwright each test that did not pass at once is told, however deep it lies, and so is what failed outside of tests", async () => {
  const spec = (title: string, status: string, messages: string[]) => {
    const results = messages.map((message) => ({ errors: [{ message }] }));
    return { file: "a.spec.ts", line: 3, title, tests: [{ status, results }] };
  };
  const file = await written({
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 },
    errors: [{ message: "The set-up broke" }],
    suites: [
      {
        specs: [spec("holds", "expected", []), spec("breaks", "unexpected", ["No such button"])],
        suites: [{ specs: [spec("holds at last", "flaky", ["Too slow"]), spec("is left out", "skipped", [])] }],
      },
    ],
  });
  expect(playwrightReport(file)).toEqual({
    passed: 1,
    failed: 3,
    failures: [
      "a.spec.ts:3: breaks\nNo such button",
      "a.spec.ts:3: holds at last\nToo slow",
      "a.spec.ts:3: is left out",
      "The set-up broke",
    ],
  });
});

test("where only some tests were asked for, those left out count for nothing, and one that is still to be written fails", async () => {
  const tests = ["passed", "skipped", "failed", "todo"].map((status) => ({
    status,
    fullName: `is ${status}`,
    failureMessages: [],
  }));
  const testResults = [{ name: join(root, "lib/a.test.ts"), status: "failed", assertionResults: tests }];
  const file = await written({ numTotalTests: 4, numPassedTests: 1, testResults });
  expect(vitestReport(file, true)).toEqual({
    passed: 1,
    failed: 2,
    failures: ["lib/a.test.ts: is failed", "lib/a.test.ts: is todo"],
  });
});

test.each([vitestReport, playwrightReport])(
  "a runner that left no report, or half of one, reported nothing",
  async (reported) => {
    const file = join(await temporaryFolder(), "report.json");
    expect(reported(file)).toBeNull();
    writeFileSync(file, '{"numPassedTests": 4');
    expect(reported(file)).toBeNull();
  },
);
