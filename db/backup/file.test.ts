import { randomBytes } from "node:crypto";
import { appendFile, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "@/test/temporary-folder";
import { type FileKey, type Header, openBackup, writeBackup } from "./file";

const key: FileKey = { id: "0123456789abcdef", bytes: Buffer.alloc(32, 7) };
const header: Header = {
  ...{ roster: "0.1.0", taken: "2026-11-26T02:00:00.000Z", postgres: "18.4" },
  migration: { number: 9, at: 1795529904989, hash: "d505" },
};

let folder = "";
let path = "";

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, "roster.backup");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function* rowsOf(...pieces: (Buffer | Error)[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield piece;
  }
}

const write = (pieces: (Buffer | Error)[], force = false) =>
  writeBackup(path, { header, key, force, rows: rowsOf(...pieces) });

/** All that it holds, as a restore reads it: checked first, then unpacked. */
async function readAll(): Promise<Buffer> {
  const backup = await openBackup(path);
  try {
    const pieces: Buffer[] = [];
    for await (const piece of backup.rows()) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await backup.close();
  }
}

test("what was written is read, with what the first line tells, and only its owner can read it", async () => {
  const pieces = [randomBytes(300_000), Buffer.alloc(2_000_000, "roster"), Buffer.from("end")];
  const { bytes, sha256 } = await write(pieces);
  expect((await readAll()).equals(Buffer.concat(pieces))).toBe(true);
  const { mode, size } = await stat(path);
  expect({ mode: mode & 0o777, size }).toEqual({ mode: 0o600, size: bytes });
  const backup = await openBackup(path);
  expect(backup).toMatchObject({ header, sha256 });
  await backup.close();
  expect(await readdir(folder)).toEqual(["roster.backup"]);
});

test("a backup without rows is one all the same", async () => {
  await write([]);
  expect(await readAll()).toEqual(Buffer.alloc(0));
});

test("wherever it is cut off, that is known before a row is read", async () => {
  await write([randomBytes(100), Buffer.from("rows\n".repeat(100))]);
  const whole = await readFile(path);
  for (let length = 0; length < whole.length; length++) {
    await writeFile(path, whole.subarray(0, length));
    await expect(openBackup(path), `${length} bytes`).rejects.toThrow(/is empty|no backup of Roster|not whole|damaged/);
  }
  await writeFile(path, whole);
  await appendFile(path, "\n");
  await expect(openBackup(path)).rejects.toThrow("is not whole");
});

test("whichever bit is turned, it is known before a row is read, or it is not of the same key any more", async () => {
  await write([Buffer.from("rows\n".repeat(20))]);
  const whole = await readFile(path);
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    await writeFile(path, changed);
    const made = await openBackup(path).then(
      async (backup) => {
        await backup.close();
        return backup.made([key]);
      },
      (error) => error.message as string,
    );
    expect(made, `byte ${at}`).not.toBe("by a key");
    expect(made, `byte ${at}`).toMatch(
      /no backup of Roster|later version|damaged|not whole|by another key|by nobody with the key/,
    );
  }
});

test("who has the key, and who has not, is told apart", async () => {
  await write([Buffer.from("rows\n")]);
  const made = async (...keys: FileKey[]) => {
    const backup = await openBackup(path);
    await backup.close();
    return backup.made(keys);
  };
  const other: FileKey = { id: "fedcba9876543210", bytes: Buffer.alloc(32, 8) };
  expect(await made(other, key)).toBe("by a key");
  expect(await made(other)).toBe("by another key");
  expect(await made()).toBe("by another key");

  // Somebody without the key writes other rows, and claims it.
  await writeBackup(path, { header, key: { ...other, id: key.id }, force: true, rows: rowsOf(Buffer.from("mine\n")) });
  expect(await made(key)).toBe("by nobody with the key");
});

test("what is no backup is told from one that is broken, and from one of a later format", async () => {
  const told = async (content: string | Buffer) => {
    await writeFile(path, content);
    return openBackup(path).then(
      () => "opened",
      (error) => error.message.replace(path, "it"),
    );
  };
  expect(await told("")).toBe("it is empty.");
  expect(await told("PGDMP and so on")).toBe("it is no backup of Roster.");
  expect(await told(randomBytes(10_000))).toBe("it is no backup of Roster.");
  expect(await told("roster-backup 2 {}\n")).toMatch("later version of Roster");
  for (const first of [
    "roster-backup 1 {\n",
    "roster-backup 0 {}\n",
    "roster-backup \n",
    `roster-backup 1 {${" ".repeat(9000)}}\n`,
  ])
    expect(await told(`${first}rest`)).toMatch("its first line cannot be read");
  path = folder;
  await expect(openBackup(path)).rejects.toThrow("cannot be read");
  path = join(folder, "none");
  await expect(openBackup(path)).rejects.toThrow("cannot be read");
});

test("one that is changed between the check and the rows is not taken for whole", async () => {
  await write([randomBytes(1_000_000)]);
  const backup = await openBackup(path);
  const changed = await readFile(path);
  changed[30] = (changed[30] ?? 0) ^ 1;
  await writeFile(path, changed); // In place, as the same file.
  const read = async () => {
    for await (const _ of backup.rows());
  };
  await expect(read()).rejects.toThrow("was changed while it was restored");
  await truncate(path, 500_000);
  await expect(read()).rejects.toThrow();
  await backup.close();
});

test("a file that is there stays as it is, unless it is to be replaced", async () => {
  await writeFile(path, "mine");
  await expect(write([Buffer.from("rows\n")])).rejects.toThrow(
    /is there already\. Name another file, or give --force\.$/,
  );
  expect(await readFile(path, "utf8")).toBe("mine");
  await write([Buffer.from("rows\n")], true);
  expect(await readAll()).toEqual(Buffer.from("rows\n"));
});

test("one that appears meanwhile stays, too", async () => {
  async function* slowly() {
    yield Buffer.from("rows\n");
    await writeFile(path, "mine");
    yield Buffer.from("more\n");
  }
  await expect(writeBackup(path, { header, key, force: false, rows: slowly() })).rejects.toThrow("is there already");
  expect(await readFile(path, "utf8")).toBe("mine");
  expect(await readdir(folder)).toEqual(["roster.backup"]);
});

test.each([[false], [true]])(
  "where the rows end in the middle, nothing is left, and what was there stays (force: %s)",
  async (force) => {
    if (force) await writeFile(path, "mine");
    await expect(write([randomBytes(900_000), new Error("the database went away")], force)).rejects.toThrow(
      "the database went away",
    );
    expect(await readdir(folder)).toEqual(force ? ["roster.backup"] : []);
    if (force) expect(await readFile(path, "utf8")).toBe("mine");
  },
);

test("a place that cannot be written is told in words", async () => {
  path = join(folder, "none", "roster.backup");
  await expect(write([])).rejects.toThrow(`cannot be written: there is no folder ${join(folder, "none")}.`);
  await writeFile(join(folder, "file"), "");
  path = join(folder, "file", "roster.backup");
  await expect(write([])).rejects.toThrow(`cannot be written: ${join(folder, "file")} is no folder.`);
  if (process.platform !== "linux") return;
  path = join(folder, "full"); // What is written through the link goes to a device that is always full.
  await symlink("/proc/self", path);
  path = join(path, "roster.backup");
  await expect(write([])).rejects.toThrow("cannot be written");
});
