import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "@/test/temporary-folder";
import { type Embedded, findEmbedded, secretFile, startEmbedded } from "./embedded";

/** Real starts, each on a folder of its own. */

let dataDir = "";
let started: Embedded[] = [];
let owners: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await temporaryFolder();
  started = [];
  owners = [];
});

afterEach(async () => {
  for (const owner of owners) owner.kill("SIGKILL");
  for (const embedded of started) await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, durable: false });
  started.push(embedded);
  return embedded;
}

/** Asks on a connection of its own. */
async function ask(url: string, question: string): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    return await sql.unsafe(question);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Another process that starts it and says so, until it is killed. */
async function ownerProcess(): Promise<ChildProcess> {
  const code = `import { startEmbedded } from "./db/embedded.ts";
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }); console.log("up"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  owners.push(child);
  await once(child.stdout, "data");
  return child;
}

/** Every file below a folder, with its size and when it was last written. */
async function allIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((it) => it.isFile()).map((it) => join(it.path, it.name));
  return Promise.all(
    files.sort().map(async (file) => `${file} ${(await stat(file)).size} ${(await stat(file)).mtimeMs}`),
  );
}

const postmasterPid = async () => {
  const inside = join(dataDir, "embedded", "postgres", "postmaster.pid");
  return Number((await readFile(inside, "utf8")).split("\n")[0]);
};

test("what was written is there after a stop and a start", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select 'ada' as name");
  await first.stop();
  expect(await findEmbedded({ dataDir })).toBeNull();

  const second = await start();
  expect(await ask(second.url, "select name from kept")).toEqual([{ name: "ada" }]);
});

test("a second server on the same folder is refused in one line, and the first one goes on", async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(/^ROSTER_DATA_DIR: another Roster is running on [^\n]+$/);
  expect(await ask(first.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("of two that start at once on an empty folder one gets it", async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("after the server was killed the next one takes its PostgreSQL over, with all that was committed", async () => {
  const owner = await ownerProcess();
  const pid = await postmasterPid();
  const url = (await findEmbedded({ dataDir })) ?? "";
  await ask(url, "create table kept as select 'ada' as name");
  owner.kill("SIGKILL");
  await once(owner, "exit");

  const next = await start();
  expect(await postmasterPid()).toBe(pid);
  expect(await ask(next.url, "select name from kept")).toEqual([{ name: "ada" }]);
});

test("after server and PostgreSQL were killed the next start recovers all that was committed", async () => {
  const owner = await ownerProcess();
  const url = (await findEmbedded({ dataDir })) ?? "";
  await ask(url, "create table kept as select 'ada' as name");
  owner.kill("SIGKILL");
  await once(owner, "exit");
  process.kill(await postmasterPid(), "SIGKILL");

  const next = await start();
  expect(await ask(next.url, "select name from kept")).toEqual([{ name: "ada" }]);
});

test("a PostgreSQL that dies is started again at the same address", async () => {
  const said: string[] = [];
  const embedded = await startEmbedded({ dataDir, durable: false, report: (line) => said.push(line) });
  started.push(embedded);
  process.kill(await postmasterPid(), "SIGKILL");
  await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe("The embedded PostgreSQL is back.");
  expect(await ask(embedded.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a number left behind that is somebody else’s process by now is not taken for PostgreSQL", async () => {
  await (await start()).stop();
  const inside = join(dataDir, "embedded", "postgres");
  await writeFile(join(inside, "postmaster.pid"), `${process.ppid}\n${inside}\n0\n5432\n\n127.0.0.1\n`);
  expect(await findEmbedded({ dataDir })).toBeNull();

  const next = await start();
  expect(await ask(next.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("nobody gets in without the password, which only its owner can read", async () => {
  const { url } = await start();
  const withOther = url.replace(/:[^:@]+@/, ":guess@");
  const without = url.replace(/:[^:@]+@/, "@");
  for (const address of [withOther, without]) await expect(ask(address, "select 1")).rejects.toThrow(/password/i);
  expect((await stat(join(dataDir, "postgres-password"))).mode & 0o777).toBe(0o600);
});

test("a password file that does not fit is told, with both places", async () => {
  await (await start()).stop();
  await writeFile(join(dataDir, "postgres-password"), "another\n");
  await expect(start()).rejects.toThrow(
    /^ROSTER_DATA_DIR: the database in [^\n]+ does not take the password in [^\n]+$/,
  );
});

test("data of another major version of PostgreSQL are told with what to do, and not touched", async () => {
  await (await start()).stop();
  const cluster = join(dataDir, "embedded", "postgres");
  const brought = await readFile(join(cluster, "PG_VERSION"), "utf8");
  for (const version of ["17", "19"]) {
    await writeFile(join(cluster, "PG_VERSION"), `${version}\n`);
    const before = await allIn(cluster);
    const why = `is of PostgreSQL ${version}, and this Roster brings PostgreSQL ${brought.trim()}, which cannot read it.`;
    await expect(start()).rejects.toThrow(
      new RegExp(`^ROSTER_DATA_DIR: the database in [^\\n]+ ${why} Nothing was changed. [^\\n]+docs/backup.md[^\\n]+$`),
    );
    expect(await allIn(cluster)).toEqual(before);
  }
  await writeFile(join(cluster, "PG_VERSION"), brought);
  const again = await start();
  expect(await ask(again.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a folder that cannot be made is told by the setting’s name", async () => {
  const inside = join("/dev/null", "roster");
  await expect(startEmbedded({ dataDir: inside })).rejects.toThrow(
    /^ROSTER_DATA_DIR: \/dev\/null\/roster cannot be used: /,
  );
});

test("a secret is made once, and all who ask at once get the same", async () => {
  const path = join(dataDir, "secret");
  const secrets = await Promise.all(Array.from({ length: 8 }, () => secretFile(path)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
});
