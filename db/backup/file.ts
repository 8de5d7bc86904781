import { createHash, createHmac } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { BackupError } from "./broken";
import { writeWhole } from "./whole-file";

/**
 * The file of a backup. Its first line tells what it is, gzip holds the rows, its last line how all of it can be checked:
 *
 *     roster-backup 1 {"roster":"0.1.0","taken":"2026-11-26T02:00:00.000Z",…}
 *     …gzip…
 *     {"sha256":"…","key":"…","hmac":"…"}
 *
 * The SHA-256 is that of everything before the last line, and shows damage. The HMAC of it is made with a key that is not in
 * the database, and shows that nobody else made or changed the file.
 */

const name = "roster-backup";
const format = 1;

const header = z.object({
  /** The version of Roster that took it. */
  roster: z.string(),
  /** Of which moment it is. */
  taken: z.iso.datetime(),
  postgres: z.string(),
  /** The last migration of the database: its number from 1, when it was made, and its SHA-256. */
  migration: z.object({ number: z.int(), at: z.number(), hash: z.string() }),
});

/** What the first line tells. */
export type Header = z.infer<typeof header>;

/** What is needed to show who made a file. The id is told in it, and says nothing of the key. */
export type FileKey = { id: string; bytes: Buffer };

/** Whether a file was made with one of the keys, after it was found whole. */
export type Made = "by a key" | "by another key" | "by nobody with the key";

type What = {
  header: Header;
  key: FileKey;
  /** Replaces a file that is there already. */
  force: boolean;
  rows: AsyncIterable<Buffer>;
  /** Done once all is written and before it is there under its name, which it is not where this fails. */
  record?: (sha256: string) => Promise<void>;
};

/**
 * Writes a backup.
 *
 * @returns its size and SHA-256
 * @throws BackupError where it cannot be written
 */
export async function writeBackup(
  path: string,
  { header, key, force, rows, record }: What,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  let sha256 = "";
  await writeWhole(path, { force }, async (write) => {
    const put = async (piece: Buffer) => {
      hash.update(piece);
      bytes += piece.length;
      await write(piece);
    };
    await put(Buffer.from(`${name} ${format} ${JSON.stringify(header)}\n`));
    await pipeline(rows, createGzip({ level: 1, chunkSize: 1 << 18 }), async (packed: AsyncIterable<Buffer>) => {
      for await (const piece of packed) await put(piece);
    });
    sha256 = hash.digest("hex");
    const last = lastLine(sha256, key);
    bytes += last.length;
    await write(last);
    await record?.(sha256);
  });
  return { bytes, sha256 };
}

const lastLine = (sha256: string, key: FileKey) =>
  Buffer.from(`\n${JSON.stringify({ sha256, key: key.id, hmac: hmacOf(sha256, key) })}\n`);

const hmacOf = (sha256: string, { bytes }: FileKey) => createHmac("sha256", bytes).update(sha256).digest("hex");

const lastLineShape = /^\n\{"sha256":"([0-9a-f]{64})","key":"([0-9a-f]{16})","hmac":"([0-9a-f]{64})"\}\n$/;
const lastLineLength = lastLine("0".repeat(64), { id: "0".repeat(16), bytes: Buffer.alloc(0) }).length;

/** A backup that was found whole. It stays open until `close`. */
export type BackupFile = {
  header: Header;
  sha256: string;
  made(keys: Iterable<FileKey>): Made;
  /** What was given as `rows` when it was written. Throws at the end where the file was changed since it was checked. */
  rows(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

/**
 * Reads all of a backup once, to see that it is whole.
 *
 * @throws BackupError where it is no backup, one of a later format, or damaged anywhere
 */
export async function openBackup(path: string): Promise<BackupFile> {
  const file = await open(path, "r").catch((error) => {
    throw new BackupError(`${path} cannot be read: ${(error as Error).message}.`);
  });
  try {
    const { size } = await file.stat();
    const { header, length } = await firstLine(file, path);
    const end = size - lastLineLength;
    const tail = Buffer.alloc(lastLineLength);
    if (end > length) await file.read(tail, 0, lastLineLength, end);
    const [, sha256 = "", keyId = "", hmac = ""] = lastLineShape.exec(tail.toString("latin1")) ?? [];
    if (!sha256) throw new BackupError(`${path} is not whole: its end is missing, or damaged. Nothing was changed.`);
    const found = createHash("sha256");
    for await (const piece of pieces(file, 0, end)) found.update(piece);
    if (found.copy().digest("hex") !== sha256) {
      throw new BackupError(`${path} is damaged: it is not what was written. Nothing was changed.`);
    }
    return {
      header,
      sha256,
      made: (keys) => {
        const key = [...keys].find(({ id }) => id === keyId);
        if (!key) return "by another key";
        return hmacOf(sha256, key) === hmac ? "by a key" : "by nobody with the key";
      },
      rows: () => unpacked(file, path, { start: length, end, sha256 }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const longestFirstLine = 4096;

async function firstLine(file: FileHandle, path: string): Promise<{ header: Header; length: number }> {
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(longestFirstLine), 0, longestFirstLine, 0)
    .catch((error) => {
      throw new BackupError(`${path} cannot be read: ${(error as Error).message}.`);
    });
  const text = buffer.toString("utf8", 0, bytesRead);
  const [line = "", version, json = ""] = /^roster-backup (\d{1,9}) (\{.*\})\n/.exec(text) ?? [];
  if (bytesRead === 0) throw new BackupError(`${path} is empty.`);
  if (!text.startsWith(`${name} `)) throw new BackupError(`${path} is no backup of Roster.`);
  if (version && Number(version) > format) {
    throw new BackupError(`${path} was written by a later version of Roster. Restore it with that one.`);
  }
  try {
    if (Number(version) !== format) throw new Error("It is of no format there was.");
    return { header: header.parse(JSON.parse(json)), length: Buffer.byteLength(line) };
  } catch {
    throw new BackupError(`${path} is damaged: its first line cannot be read. Nothing was changed.`);
  }
}

async function* pieces(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const piece = Buffer.allocUnsafe(Math.min(1 << 18, end - at)); // A new one each: whoever gets it may keep it.
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw new BackupError("The file became shorter while it was read.");
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

async function* unpacked(
  file: FileHandle,
  path: string,
  { start, end, sha256 }: { start: number; end: number; sha256: string },
): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const piece of pieces(file, 0, start)) hash.update(piece);
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const reading = pipeline(
    pieces(file, start, end),
    async function* (packed: AsyncIterable<Buffer>) {
      for await (const piece of packed) {
        hash.update(piece);
        yield piece;
      }
    },
    gunzip,
  );
  reading.catch(() => {}); // Whoever reads is told.
  yield* gunzip as AsyncIterable<Buffer>;
  await reading;
  if (hash.digest("hex") !== sha256) throw new BackupError(`${path} was changed while it was restored.`);
}
