import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder } from "./folder";

/**
 * A secret that is made once, with its folder, and kept, readable by its owner only. It appears whole or not at all: an interrupted start
 * leaves no empty one, and two at once agree on the same.
 */
export async function secretFile(path: string): Promise<string> {
  const kept = await contentOf(path);
  if (kept) return kept;

  await makeFolder(dirname(path), 0o755);
  const secret = randomBytes(32).toString("base64url");
  const making = `${path}.${randomBytes(4).toString("hex")}`;
  await writeFile(making, `${secret}\n`, { mode: 0o600 });
  try {
    await link(making, path).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(making, { force: true });
  }
  return (await readFile(path, "utf8")).trim();
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
