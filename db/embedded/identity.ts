import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { chown, realpath, rmdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "./folder";
import { EmbeddedError } from "./run";

/** Whom PostgreSQL runs as where we are root, which it refuses to be. */
export type Identity = { uid: number; gid: number };

/**
 * When we are root: whoever owns the data that are there already, else `nobody`. Null: as ourselves.
 */
export function unprivileged(cluster: string): Identity | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const entry = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((line) => line.startsWith("nobody:"))
    ?.split(":");
  if (!entry) throw new EmbeddedError("PostgreSQL does not run as root, and there is no user “nobody” to run it as.");
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Whether that user gets to a path: a folder above it may be closed to others, as /root often is. */
export function reaches(path: string, as: Identity): boolean {
  return spawnSync("test", ["-x", path], { cwd: "/", ...as }).status === 0;
}

/**
 * The folder that PostgreSQL's data live in and whom it runs as, who owns it: `embedded` in the data directory. Where that
 * user cannot get there, `embedded` is a link to a folder under /var/lib, which stays the place whatever happens to the
 * folders above.
 */
export async function placeFor(dataDir: string): Promise<{ place: string; as: Identity | null }> {
  const inside = join(dataDir, "embedded");
  await makeFolder(inside, 0o700);
  const place = await realpath(inside);
  const as = unprivileged(join(place, "postgres"));
  await make(place, as);
  if (!as || reaches(place, as)) return { place, as };

  try {
    const elsewhere = await makeElsewhere(as);
    await rmdir(inside);
    await symlink(elsewhere, inside);
  } catch (error) {
    const another = (await realpath(inside).catch(() => place)) !== place; // Another start was quicker.
    if (!another) {
      const why = `the user that PostgreSQL runs as cannot get to ${place} (${(error as Error).message})`;
      throw new EmbeddedError(`ROSTER_DATA_DIR: ${why}.`);
    }
  }
  return placeFor(dataDir);
}

async function makeElsewhere(as: Identity): Promise<string> {
  await makeFolder("/var/lib/roster", 0o755);
  const place = `/var/lib/roster/${randomBytes(6).toString("hex")}`;
  await make(place, as);
  return place;
}

async function make(folder: string, as: Identity | null): Promise<void> {
  await makeFolder(folder, 0o700);
  if (as) await chown(folder, as.uid, as.gid);
}
