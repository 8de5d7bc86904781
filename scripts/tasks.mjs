import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * What the commands share: install when the lock file changed, build when the sources changed. Plain Node, because at the
 * first start there is nothing else.
 */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Why a command cannot go on, for whoever called it; anything else that is thrown is a bug. */
export class TaskError extends Error {}

/** Somebody ended it. */
export class Interrupted extends TaskError {}

/** Ends the command with the line, or with the whole error where it is a bug. */
export function fail(error) {
  console.error(error instanceof TaskError ? error.message : error);
  process.exit(1);
}

const [major, minor] = process.versions.node.split(".").map(Number);

export function requireNode() {
  if (major > 20 || (major === 20 && minor >= 9)) return;
  throw new TaskError(`Roster needs Node.js 20.9 or later; this is ${process.versions.node}.`);
}

/** Installs the packages that the lock file names, unless they are there. */
export async function install() {
  const wanted = hash(
    [join(root, "package-lock.json"), join(root, "package.json")],
    `${process.platform}-${process.arch}`,
  );
  const stamp = join(root, "node_modules", ".roster-installed");
  if (read(stamp) === wanted) return;
  await alone(async () => {
    if (read(stamp) === wanted) return;
    say("Installing packages …");
    await run(npm(), ["ci", "--include=dev", "--loglevel=error"], "npm ci failed", {
      shell: process.platform === "win32",
    });
    writeFileSync(stamp, wanted);
  });
}

const sourceFolders = ["app", "components", "lib", "db", "cli", "server", "public"];
const sourceFiles = [
  "server.ts",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "scripts/build.mjs",
];

/** Builds the pages, the server and the command, unless they are of these sources. */
export async function build() {
  const wanted = hash(
    [
      ...sourceFolders.flatMap((folder) => filesBelow(join(root, folder))),
      ...sourceFiles.map((file) => join(root, file)),
    ],
    process.version,
  );
  const stamp = join(root, "dist", ".built");
  if (read(stamp) === wanted && existsSync(join(root, ".next", "BUILD_ID"))) return;
  await alone(async () => {
    if (read(stamp) === wanted && existsSync(join(root, ".next", "BUILD_ID"))) return;
    say("Building …");
    rmSync(stamp, { force: true });
    await run(process.execPath, [join(root, "scripts", "build.mjs")], "The build failed");
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

/**
 * Runs a program quietly; what it said comes out only when it fails. Ctrl-C reaches it too, and is over when it is: npm
 * puts back what it was at.
 */
export async function run(program, args, failure, options = {}) {
  const environment = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(program, args, { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"], ...options });
  if (child.pid && existsSync(lock)) appendFileSync(lock, ` ${child.pid}`);
  const { said, end } = await ended(child, failure);
  if (end !== 0) throw new TaskError(`${said}\n${failure} (${end}).`);
  return said;
}

/** Runs a program in sight of whoever called, and keeps what it said last: `{ said, end }`, its exit code or signal. */
export function watch(program, args, failure, environment = {}) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const env = { ...process.env, ...colour, ...environment };
  const child = spawn(program, args, { cwd: root, env, stdio: ["inherit", "pipe", "pipe"] });
  child.stdout.pipe(process.stdout, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  return ended(child, failure);
}

/** Waits for a program, and gives on to it what would interrupt the wait. */
function ended(child, failure) {
  return new Promise((resolve, reject) => {
    let said = "";
    const keep = (chunk) => {
      said = (said + chunk).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);

    let interrupted = false;
    const interrupt = (signal) => {
      // Ctrl-C in a terminal reached the program by itself; once more, and it would leave everything as it is.
      const reached = signal === "SIGINT" && process.stdin.isTTY && !interrupted;
      if (!reached) child.kill(interrupted ? "SIGKILL" : signal);
      interrupted = true;
    };
    for (const signal of interruptions) process.on(signal, interrupt);
    const over = (settle) => {
      for (const signal of interruptions) process.off(signal, interrupt);
      if (interrupted) reject(new Interrupted("Interrupted."));
      else settle();
    };
    child.on("error", (error) => over(() => reject(new TaskError(`${failure}: ${error.message}`))));
    child.on("close", (code, signal) => over(() => resolve({ said, end: signal ?? code })));
  });
}

const interruptions = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs a program in sight of whoever called; its exit code. */
export function show(program, args, environment = {}) {
  const { status, signal } = spawnSync(program, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  return signal ? 1 : (status ?? 1);
}

/** The program of a package, run by this Node. */
export const bin = (path) => join(root, "node_modules", path);

const say = (text) => process.stderr.write(`${text}\n`);

const npm = () => (process.platform === "win32" ? "npm.cmd" : "npm");

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : null);

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !/\.(test|spec)\.tsx?$/.test(path))
    .sort();
}

function hash(paths, more) {
  const sum = createHash("sha256").update(more);
  for (const path of paths) if (existsSync(path)) sum.update(path.slice(root.length)).update(readFileSync(path));
  return sum.digest("hex");
}

const lock = join(root, ".roster-setup.lock");

/** One at a time, also between two commands started at once. */
async function alone(work) {
  for (let told = false; !takeLock(); await new Promise((resolve) => setTimeout(resolve, 300))) {
    if (!told)
      say(`Waiting for process ${read(lock)?.split(" ")[0]}, which installs or builds here (else remove ${lock}) …`);
    told = true;
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

/** The lock holds the numbers of a command and of what it runs. Once they are all gone it is nobody's. */
function takeLock() {
  try {
    const holders = (read(lock) ?? "").split(" ").filter(Boolean).map(Number);
    // An empty one is about to get its number, unless its holder was killed right then.
    const isNew = holders.length === 0 && existsSync(lock) && Date.now() - statSync(lock).mtimeMs < 2000;
    if (!isNew && !holders.some((pid) => pid !== process.pid && isAlive(pid))) rmSync(lock, { force: true });
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EACCES" || error.code === "EROFS")
      throw new TaskError(`${root} cannot be written by this user.`);
    if (error.code === "EEXIST" || error.code === "ENOENT") return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
