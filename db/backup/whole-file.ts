import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type FileHandle, link, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BackupError } from "./broken";

/** Takes a piece of a file. Resolves once the system has it. */
export type Write = (bytes: Buffer) => Promise<void>;

/**
 * Writes a file that is there under its name only once all of it is on the disk, and that its owner alone can read.
 *
 * @param force replaces one that is there already
 * @throws BackupError where it cannot be written, or is there already; then nothing is left of it
 */
export async function writeWhole(
  path: string,
  { force }: { force: boolean },
  work: (write: Write) => Promise<void>,
): Promise<void> {
  if (!force) await requireFree(path);
  const beside = join(dirname(path), `${basename(path)}.${randomBytes(4).toString("hex")}.making`);
  const file = await open(beside, "wx", 0o600).catch((error) => {
    throw unwritable(path, error);
  });
  const forget = () => rmSync(beside, { force: true });
  process.once("exit", forget); // However it ends, but for kill -9.
  try {
    try {
      await work(writer(file, path));
      await file.sync().catch((error) => {
        throw unwritable(path, error);
      });
    } finally {
      await file.close();
    }
    await (force ? rename(beside, path) : appear(beside, path)).catch((error) => {
      throw error instanceof BackupError ? error : unwritable(path, error);
    });
    await syncFolder(dirname(path));
  } finally {
    await rm(beside, { force: true });
    process.off("exit", forget);
  }
}

const writer =
  (file: FileHandle, path: string): Write =>
  (bytes) =>
    file.writeFile(bytes).catch((error) => {
      throw unwritable(path, error);
    });

async function requireFree(path: string): Promise<void> {
  if (await stat(path).catch(() => null)) throw isThere(path);
}

const isThere = (path: string) => new BackupError(`${path} is there already. Name another file, or give --force.`);

/** Gives it its name, unless another has it by now. */
async function appear(beside: string, path: string): Promise<void> {
  try {
    await link(beside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw isThere(path);
    // Some file systems know no second names.
    await requireFree(path);
    await rename(beside, path);
  }
}

/** So that the name is on the disk as well. Windows knows no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().catch(() => {}); // Nor do all file systems.
  await folder.close();
}

function unwritable(path: string, error: unknown): BackupError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why: Record<string, string> = {
    ENOSPC: "there is no space left on the disk",
    EDQUOT: "there is no space left for this user on the disk",
    EFBIG: "it grows larger than this user, or the disk, may have files",
    ENOENT: `there is no folder ${dirname(path)}`,
    ENOTDIR: `${dirname(path)} is no folder`,
    EACCES: `this user may not write in ${dirname(path)}`,
    EPERM: `this user may not write in ${dirname(path)}`,
    EROFS: `nobody may write in ${dirname(path)}`,
    EISDIR: "it is a folder",
  };
  return new BackupError(`${path} cannot be written: ${why[code ?? ""] ?? message}. Nothing of it was kept.`);
}
