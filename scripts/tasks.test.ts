import { type ExecFileException, execFile } from "node:child_process";
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "@/test/temporary-folder";

/** The commands in a clone of their own, whose `npm` and whose build only write down that they ran. */

let clone = "";

beforeEach(async () => {
  clone = await temporaryFolder();
  cpSync(dirname(fileURLToPath(import.meta.url)), join(clone, "scripts"), { recursive: true });
  write(
    "scripts/build.mjs",
    `${ran("build")} import { mkdirSync } from "node:fs"; mkdirSync(".next", { recursive: true });
    appendFileSync(".next/BUILD_ID", "1");`,
  );
  write("package.json", "{}");
  write("package-lock.json", "{}");
  write("server.ts", "");
  write("lib/one.ts", "");
  const npm = `#!/usr/bin/env node\nimport("node:fs").then(({ mkdirSync, appendFileSync }) => {
    mkdirSync("node_modules", { recursive: true }); appendFileSync("ran.log", "install "); });`;
  write("bin/npm", npm);
  chmodSync(join(clone, "bin/npm"), 0o755);
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

const ran = (what: string) => `import { appendFileSync } from "node:fs"; appendFileSync("ran.log", "${what} ");`;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), text);
}

const log = () => (existsSync(join(clone, "ran.log")) ? readFileSync(join(clone, "ran.log"), "utf8").trim() : "");

/** Runs Node in another folder than the clone. */
function node(...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, PATH: `${join(clone, "bin")}${delimiter}${process.env.PATH}` };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, cwd: "/" }, (error: ExecFileException | null, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: stdout + stderr }),
    );
  });
}

const prepare = () =>
  node("-e", `import("${clone}/scripts/tasks.mjs").then((it) => it.install().then(it.build).catch(it.fail))`);

test("the first start installs and builds, the next one neither", async () => {
  expect(await prepare()).toEqual({ code: 0, said: "Installing packages …\nBuilding …\n" });
  expect(await prepare()).toEqual({ code: 0, said: "" });
  expect(log()).toBe("install build");
});

test("a changed source builds again, a changed lock file installs again, a changed test nothing", async () => {
  await prepare();
  appendFileSync(join(clone, "lib/one.ts"), "// changed");
  await prepare();
  expect(log()).toBe("install build build");
  write("lib/one.test.ts", "");
  await prepare();
  expect(log()).toBe("install build build");
  write("package-lock.json", '{ "changed": true }');
  await prepare();
  expect(log()).toBe("install build build install build");
});

test("two starts at once install once and build once", async () => {
  await Promise.all([prepare(), prepare(), prepare()]);
  expect(log()).toBe("install build");
});

test("a build that fails shows its last words, and is tried again by the next start", async () => {
  const works = readFileSync(join(clone, "scripts/build.mjs"), "utf8");
  write("scripts/build.mjs", `${ran("build")} console.error("a comma is missing"); process.exit(1);`);
  const { code, said } = await prepare();
  expect(code).toBe(1);
  expect(said).toContain("a comma is missing");
  write("scripts/build.mjs", works);
  expect((await prepare()).code).toBe(0);
  expect((await prepare()).said).toBe("");
});

test.each(["", "999999999"])("a lock that a killed command left behind (“%s”) holds nobody up", async (holder) => {
  write(".roster-setup.lock", holder);
  expect((await prepare()).code).toBe(0);
  expect(log()).toBe("install build");
});

test("an option that there is not is told in the first line, with those that there are", async () => {
  const { code, said } = await node(join(clone, "scripts/start.mjs"), "--port=80");
  expect(code).toBe(1);
  expect(said).toMatch(/^There is no option --port=80\.\n/);
  expect(said).toContain("--demo");
});

test("what is watched is seen while it runs, and kept; what is interrupted ends with it", async () => {
  const watching = (program: string, then = "") =>
    node(
      "-e",
      `import("${clone}/scripts/tasks.mjs").then(async (it) => {
        const watched = it.watch(process.execPath, ["-e", ${JSON.stringify(program)}], "It cannot be run");
        ${then}
        console.log(JSON.stringify(await watched));
      }).catch((error) => { console.log(error.message); process.exit(3); })`,
    );
  expect(await watching("console.log('one'); process.exit(2)")).toEqual({
    code: 0,
    said: 'one\n{"said":"one\\n","end":2}\n',
  });
  const interrupt = "setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200);";
  expect(await watching("setTimeout(() => {}, 60_000)", interrupt)).toEqual({ code: 3, said: "Interrupted.\n" });
});

/** Runs the unit tests with a Vitest that says and does this alone. */
function unitTests(program: string, ...rest: string[]) {
  write("node_modules/vitest/vitest.mjs", program);
  return node(join(clone, "scripts/test.mjs"), "--unit", ...rest);
}

test("a runner that ends without its report is told with its name, its end and its last words", async () => {
  const { code, said } = await unitTests("console.error('Unknown option'); process.exit(3);", "--no-such-option");
  expect(code).toBe(1);
  expect(said).toContain("What failed:\n\nVitest ended with 3, without its report. Its last words:\nUnknown option\n");
  expect(said).toContain("\n0 passed, 1 failed\n");
});

test.each([
  [["lib"], 1, "1 passed, 1 failed"],
  [["lib", "-t", "one"], 0, "1 passed, 0 failed"],
  [["lib", "--testNamePattern=one"], 0, "1 passed, 0 failed"],
  [["lib/one.test.ts:3"], 0, "1 passed, 0 failed"],
])("of %j a test left out counts as failed unless it was not asked for", async (asked, code, sum) => {
  const assertionResults = [{ status: "passed" }, { status: "skipped", fullName: "two", failureMessages: [] }];
  const report = { numPassedTests: 1, testResults: [{ name: "one", status: "passed", assertionResults }] };
  const found = await unitTests(
    `import { writeFileSync } from "node:fs";
    const file = process.argv.find((it) => it.startsWith("--outputFile.json=")).split("=")[1];
    writeFileSync(file, ${JSON.stringify(JSON.stringify(report))});`,
    ...asked,
  );
  expect(found.code).toBe(code);
  expect(found.said).toContain(`${sum}\n`);
  expect(found.said.includes(": two")).toBe(code === 1);
});

test.each([["--units"], ["-t", "suspend"], ["lib/users"]])(
  "%s without --unit or --e2e runs nothing",
  async (...asked) => {
    const { code, said } = await node(join(clone, "scripts/test.mjs"), ...asked);
    expect(code).toBe(1);
    expect(said).toContain(`There is no option ${asked[0]}. A part of the tests follows --unit or --e2e`);
    expect(said).toContain("\n0 passed, 1 failed\n");
  },
);
