import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./processes";

/**
 * Makes a folder that appears whole or not at all: it is made beside its place and moved there. Of two that make it at
 * once, the first one's counts; what interrupted ones left behind is cleared away.
 *
 * @param sign a file in it by which it is known
 */
export async function makeWhole(folder: string, sign: string, make: (beside: string) => Promise<void>): Promise<void> {
  const isMade = () => existsSync(join(folder, sign));
  if (isMade()) return;
  await clearAway(folder);
  const beside = `${folder}.making.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    await make(beside);
    await rename(beside, folder).catch((error) => {
      if (!isMade()) throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function clearAway(folder: string): Promise<void> {
  const start = `${basename(folder)}.making.`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(start) || isAlive(Number.parseInt(name.slice(start.length), 10))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}
