import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./tasks.mjs";

/**
 * What the runners of tests reported in their files: `{ passed, failed, failures }`, two numbers and what is to be told. Null where a
 * runner left no report, or half of one.
 */

/**
 * https://vitest.dev/guide/reporters#json-reporter
 *
 * @param some whether only some tests were asked for, by name or line: the others, which it calls skipped, then count for nothing
 */
export function vitestReport(file, some) {
  const report = read(file);
  if (!report) return null;
  const fine = some ? ["passed", "skipped"] : ["passed"];
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => !fine.includes(test.status));
    const where = relative(root, name);
    if (tests.length === 0) return status === "passed" ? [] : [told(where, [message])];
    return tests.map((test) => told(`${where}: ${test.fullName}`, test.failureMessages));
  });
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter((test) => !fine.includes(test.status)).length;
  return { passed: report.numPassedTests, failed, failures };
}

/** https://playwright.dev/docs/api/class-testresult, as its JSON reporter writes it. A flaky test failed. */
export function playwrightReport(file) {
  const report = read(file);
  if (!report) return null;
  const { stats, suites, errors } = report;
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
    return null;
  }
}
