import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "./check.mjs";
import { playwrightReport, vitestReport } from "./reports.mjs";
import { bin, build, Interrupted, install, requireNode, run, TaskError, watch } from "./tasks.mjs";

/**
 * Everything that proves the product: format, lint, types, unit and database tests, browser tests on the production
 * build. `--unit` and `--e2e` run a part; what follows goes on to its runner. The last line is the sum, and above it stands
 * once more what failed; a test that did not run counts as failed.
 */

const [only, ...rest] = ["--unit", "--e2e"].includes(process.argv[2]) ? process.argv.slice(2) : [null];
const reports = mkdtempSync(join(tmpdir(), "roster-reports-"));
const sum = { passed: 0, failed: 0, failures: [] };

try {
  requireNode();
  requireKnown();
  if (!only) await step(manners);
  if (only !== "--e2e") await step(unit);
  if (only !== "--unit") await step(browser);
  if (!only) await step(bench);
  if (!only) await step(faults);
} catch (error) {
  add(oneFailure(error instanceof TaskError ? error.message : error.stack));
} finally {
  rmSync(reports, { recursive: true, force: true });
}
if (sum.failures.length > 0) console.log(`\nWhat failed:\n\n${sum.failures.join("\n\n")}\n`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);

/** All of it takes minutes, and is not what somebody wants who asks for some of it. */
function requireKnown() {
  const [unknown] = only ? [] : process.argv.slice(2);
  if (unknown === undefined) return;
  throw new TaskError(
    `There is no option ${unknown}. A part of the tests follows --unit or --e2e: npm test -- --unit lib/users`,
  );
}

/** A step that cannot even run counts as one failure. */
async function step(work) {
  try {
    add(await work());
  } catch (error) {
    if (!(error instanceof TaskError) || error instanceof Interrupted) throw error;
    add(oneFailure(error.message));
  }
}

function add({ passed, failed = 0, failures = [] }) {
  sum.passed += passed;
  sum.failed += failed;
  sum.failures.push(...failures);
}

async function manners() {
  return (await check()) === 0 ? { passed: 3 } : oneFailure("Format, lint or types, as told above");
}

async function unit() {
  await install();
  const file = join(reports, "vitest.json");
  const args = ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`, ...rest];
  const ran = await watch(process.execPath, [bin("vitest/vitest.mjs"), ...args], "Vitest cannot be run");
  return orItsEnd("Vitest", ran, vitestReport(file, rest.some(picksTests)));
}

/** `-t name`, and `file:line`. */
function picksTests(word) {
  return /^(-t|--test-?name-?pattern)|^[^-].*:\d+$/i.test(word);
}

async function browser() {
  await install();
  await build();
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "playwright.json") };
  const args = [bin("@playwright/test/cli.js"), "test", ...rest];
  const ran = await watch(process.execPath, args, "Playwright cannot be run", environment);
  return orItsEnd("Playwright", ran, playwrightReport(environment.PLAYWRIGHT_JSON_OUTPUT_NAME));
}

/** Whether all that the bench measures works, and no page of the list reads a whole table. No time is asked of it. */
async function bench() {
  const report = join(reports, "bench.md");
  const args = [bin("tsx/dist/cli.mjs"), "bench/run.ts", "--users", "20000", "--rounds", "1", "--out", report];
  await run(process.execPath, args, "The bench failed");
  return { passed: 1 };
}

/** Whether nothing is lost when a worker, the application and PostgreSQL are killed under load. Each way to break it counts. */
async function faults() {
  const args = [bin("tsx/dist/cli.mjs"), "faults/run.ts", "--short"];
  const said = await run(process.execPath, args, "The faults failed");
  return { passed: said.split("\n").filter((line) => / sealed \|$/.test(line)).length };
}

/**
 * A runner that left no report, because it does not know an option for instance, or that failed without a failed test, when it
 * cleared up for instance, still failed: its last words tell why.
 */
function orItsEnd(runner, { said, end }, report) {
  if (report && (end === 0 || report.failed > 0)) return report;
  const { passed, failures } = report ?? { passed: 0, failures: [] };
  const words = said.trimEnd().split("\n").slice(-60).join("\n");
  const why = report ? "though no test failed" : "without its report";
  return {
    passed,
    failed: 1,
    failures: [...failures, `${runner} ended with ${end}, ${why}. Its last words:\n${words}`],
  };
}

function oneFailure(what) {
  return { passed: 0, failed: 1, failures: [what] };
}
