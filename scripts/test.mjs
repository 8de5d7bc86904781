import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "./check.mjs";
import { bin, build, install, requireNode, run, show, TaskError } from "./tasks.mjs";

/**
 * Everything that proves the product: format, lint, types, unit and database tests, browser tests on the production
 * build. `--unit` and `--e2e` run a part; what follows goes on to its runner. The last line is the sum;
 * a test that did not run counts as failed.
 */

const [only, ...rest] = ["--unit", "--e2e"].includes(process.argv[2]) ? process.argv.slice(2) : [null];
const reports = mkdtempSync(join(tmpdir(), "roster-reports-"));
const sum = { passed: 0, failed: 0 };

try {
  requireNode();
  if (!only) await step(async () => ((await check()) === 0 ? { passed: 3, failed: 0 } : { passed: 0, failed: 1 }));
  if (only !== "--e2e") await step(unit);
  if (only !== "--unit") await step(browser);
  if (!only) await step(bench);
  if (!only) await step(faults);
} catch (error) {
  sum.failed++;
  console.error(error);
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);

/** A step that cannot even run counts as one failure. */
async function step(work) {
  try {
    const { passed, failed } = await work();
    sum.passed += passed;
    sum.failed += failed;
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    console.error(error.message);
    sum.failed++;
  }
}

async function unit() {
  await install();
  const file = join(reports, "vitest.json");
  const code = show(process.execPath, [
    bin("vitest/vitest.mjs"),
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...rest,
  ]);
  const { numPassedTests, numTotalTests } = report(file);
  return { passed: numPassedTests, failed: atLeastOne(numTotalTests - numPassedTests, code) };
}

async function browser() {
  await install();
  await build();
  const file = join(reports, "playwright.json");
  const code = show(process.execPath, [bin("@playwright/test/cli.js"), "test", ...rest], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const { expected, unexpected, flaky, skipped } = report(file).stats;
  return { passed: expected, failed: atLeastOne(unexpected + flaky + skipped, code) };
}

/** Whether all that the bench measures works, and no page of the list reads a whole table. No time is asked of it. */
async function bench() {
  const report = join(reports, "bench.md");
  const args = [bin("tsx/dist/cli.mjs"), "bench/run.ts", "--users", "20000", "--rounds", "1", "--out", report];
  await run(process.execPath, args, "The bench failed");
  return { passed: 1, failed: 0 };
}

/** Whether nothing is lost when a worker, the application and PostgreSQL are killed under load. Each way to break it counts. */
async function faults() {
  const args = [bin("tsx/dist/cli.mjs"), "faults/run.ts", "--short"];
  const said = await run(process.execPath, args, "The faults failed");
  return { passed: said.split("\n").filter((line) => / sealed \|$/.test(line)).length, failed: 0 };
}

/** A runner that failed without a failed test, in a setup for instance, still failed. */
function atLeastOne(failed, code) {
  return code === 0 ? failed : Math.max(1, failed);
}

function report(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new TaskError("A test runner ended without its report.");
  }
}
