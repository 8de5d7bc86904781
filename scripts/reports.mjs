import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { root, TaskError } from "./tasks.mjs";

/** What the runners of tests reported in their files: `{ passed, failed, failures }`, two numbers and what is to be told. */

/** https://vitest.dev/guide/reporters#json-reporter */
export function vitestReport(file) {
  const { numPassedTests, numTotalTests, testResults } = read(file);
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status !== "passed");
    const where = relative(root, name);
    if (tests.length === 0) return status === "passed" ? [] : [told(where, [message])];
    return tests.map((test) => told(`${where}: ${test.fullName}`, test.failureMessages));
  });
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests, failures };
}

/** https://playwright.dev/docs/api/class-testresult, as its JSON reporter writes it. A flaky test failed. */
export function playwrightReport(file) {
  const { stats, suites, errors } = read(file);
  const specs = suites.flatMap(specsOf).filter(({ tests }) => tests.some((test) => test.status !== "expected"));
  const failures = [
    ...specs.map((spec) => told(`${spec.file}:${spec.line}: ${spec.title}`, messagesOf(spec))),
    ...errors.map((error) => error.stack ?? error.message),
  ];
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped, failures };
}

const specsOf = ({ specs, suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

function messagesOf({ tests }) {
  const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
  return errors.map((error) => error.message);
}

/** Without the steps of a stack that are the runner's own. */
function told(what, messages) {
  const lines = messages.join("\n").split("\n");
  return [what, ...lines.filter((line) => line && !/^\s+at .*node_modules/.test(line))].join("\n");
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new TaskError("A test runner ended without its report.");
  }
}
