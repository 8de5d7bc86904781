import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "@/test/temporary-folder";
import { callerWith, expect, program, hostTest as test } from "./terminal";

const chosen = "eleven kites over the harbour";

/** Signs in over the API: the status, and the token of a 201. */
async function signIn(address: string, email: string, password: string) {
  const answer = await fetch(`${address}/api/v2/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const { session_token: token = "" } = (await answer.json()) as { session_token?: string };
  return { status: answer.status, token };
}

const whoIs = (address: string, token: string) =>
  fetch(`${address}/api/v2/users/me`, { headers: { "coder-session-token": token } }).then(({ status }) => status);

test("what was backed up beside a running server is restored on another, where the same people sign in", async ({
  start,
  dataDir,
}) => {
  test.setTimeout(180_000);
  const first = await start();
  const here = callerWith({ ROSTER_CONFIG_DIR: join(dataDir, "config"), ROSTER_DATA_DIR: dataDir });
  const owner = await here.roster(["server", "create-owner", "-u", "mira", "-e", "mira@example.com", "--generate"]);
  const { token } = await signIn(first.address, "mira@example.com", owner.out.trim());
  const asMira = { ROSTER_URL: first.address, ROSTER_TOKEN: token };
  await here.roster(["users", "create", "-u", "ada", "-e", "ada@example.com"], { env: asMira });
  const made = await here.roster(["tokens", "create", "--name", "nightly"], { env: asMira });

  const folder = join(dataDir, "backups");
  await mkdir(folder);
  const taken = await here.roster(["server", "backup", folder, "--output", "json"]);
  expect(taken).toMatchObject({ code: 0, err: expect.stringContaining("Backed up") });
  const told = JSON.parse(taken.out);
  expect(told).toMatchObject({ tables: { users: 2, sessions: 1 }, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^roster-\d{4}-\d\d-\d\dT\d{6}Z\.backup$/)]);
  expect((await stat(told.file)).mode & 0o777).toBe(0o600);
  const again = await here.roster(["server", "backup", told.file]);
  expect(again).toMatchObject({ code: 1, out: "", err: expect.stringContaining("is there already") });
  expect(await here.roster(["server", "backup", told.file, "--force"])).toMatchObject({
    code: 0,
    out: `${told.file}\n`,
  });

  const busy = await here.roster(["server", "restore", told.file]);
  expect(busy).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("A Roster is running on this database."),
  });
  await first.stop();
  const full = await here.roster(["server", "restore", told.file]);
  expect(full).toMatchObject({ code: 1, out: "", err: expect.stringContaining("The database is not empty") });
  expect(await here.roster(["server", "backup", join(folder, "stopped")])).toMatchObject({ code: 0 });

  // Another machine: nothing there but the file, and then the secret.
  const elsewhere = join(dataDir, "elsewhere");
  const there = callerWith({ ROSTER_DATA_DIR: elsewhere });
  const secretless = await there.roster(["server", "restore", told.file]);
  expect(secretless).toMatchObject({ code: 1, out: "", err: expect.stringContaining("ROSTER_SECRET is not the one") });
  expect(await readdir(dataDir)).not.toContain("elsewhere");

  const damaged = join(folder, "damaged");
  const bytes = await readFile(told.file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(damaged, bytes);
  const ROSTER_SECRET = (await readFile(join(dataDir, "secret"), "utf8")).trim();
  const env = { ROSTER_SECRET };
  const broken = await there.roster(["server", "restore", damaged], { env });
  expect(broken).toMatchObject({ code: 1, out: "", err: expect.stringContaining("is damaged") });
  expect(await readdir(dataDir)).not.toContain("elsewhere");

  const restored = await there.roster(["server", "restore", told.file], { env });
  expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+:[0-9a-f]{64}\n$/) });
  expect(restored.err).toContain("The audit log is as it was written");
  const second = await start({ ROSTER_DATA_DIR: elsewhere, ROSTER_SECRET });
  expect((await signIn(second.address, "mira@example.com", owner.out.trim())).status).toBe(201);
  expect((await signIn(second.address, "mira@example.com", chosen)).status).toBe(401);
  expect(await whoIs(second.address, token)).toBe(401); // The session of then.
  expect(await whoIs(second.address, made.out.trim())).toBe(200); // The token of a program.
  const verified = await there.roster(["audit", "verify"], {
    env: { ROSTER_URL: second.address, ROSTER_TOKEN: made.out.trim() },
  });
  expect(verified).toMatchObject({ code: 0 });
});

test("data of another PostgreSQL are refused at the start, and come over by a backup", async ({ start, dataDir }) => {
  test.setTimeout(180_000);
  const { roster } = callerWith({ ROSTER_DATA_DIR: dataDir });
  const owner = await roster(["server", "create-owner", "-u", "mira", "-e", "mira@example.com", "--generate"]);
  await (await start()).stop(); // Makes the secret.
  const file = join(dataDir, "before.backup");
  expect(await roster(["server", "backup", file])).toMatchObject({ code: 0 });

  const cluster = join(dataDir, "embedded", "postgres");
  await writeFile(join(cluster, "PG_VERSION"), "15\n");
  await expect(start()).rejects.toThrow(
    /is of PostgreSQL 15, and this Roster brings PostgreSQL \d+, which cannot read it/,
  );
  const asked = await roster(["server", "restore", file]);
  expect(asked).toMatchObject({ code: 1, err: expect.stringContaining("is of PostgreSQL 15") });

  await rename(join(dataDir, "embedded"), join(dataDir, "embedded-before"));
  expect(await roster(["server", "restore", file])).toMatchObject({ code: 0 });
  const { address } = await start();
  expect((await signIn(address, "mira@example.com", owner.out.trim())).status).toBe(201);
});

test("where it cannot be written or read, they say so in words, and leave nothing", async ({ dataDir, start }) => {
  const { roster } = callerWith({ ROSTER_DATA_DIR: dataDir });
  const server = await start(); // Whose PostgreSQL has no such limit as is set below.
  const folder = await temporaryFolder();
  const nowhere = await roster(["server", "backup", join(folder, "none", "x")]);
  expect(nowhere).toMatchObject({ code: 1, out: "", err: expect.stringContaining("there is no folder") });

  // A file may have 1,024 bytes here: what a full disk does, too.
  const limited = `ulimit -f 1; exec "${process.execPath}" "${program}" server backup "${join(folder, "full")}"`;
  const full = await promisify(execFile)("bash", ["-c", limited], {
    env: { ...process.env, ROSTER_DATA_DIR: dataDir, DATABASE_URL: "" },
  }).catch((error) => error as { code: number; stderr: string });
  expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot be written: it grows larger") });
  expect(await readdir(folder)).toEqual([]);

  await server.stop();
  for (const [content, why] of [
    ["", "is empty"],
    ["something else", "is no backup of Roster"],
  ] as const) {
    await writeFile(join(folder, "odd"), content);
    expect(await roster(["server", "restore", join(folder, "odd")])).toMatchObject({
      ...{ code: 1, out: "" },
      err: expect.stringContaining(why),
    });
  }
  expect(await roster(["server", "restore", join(folder, "none")])).toMatchObject({ code: 1, out: "" });
  expect(await roster(["server", "restore"])).toMatchObject({ code: 2, out: "" });

  await rename(join(dataDir, "secret"), join(dataDir, "secret-away"));
  const unmarked = await roster(["server", "backup", join(folder, "x")]);
  expect(unmarked).toMatchObject({ code: 1, err: expect.stringContaining("ROSTER_SECRET is not set") });
});
