import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it; one that is there stays as it is. (Node's own recursive mkdir never comes back from
 * a place like /proc, which says of every new folder that its parent is missing.)
 *
 * @param mode of the folders that are made
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  if (await isFolder(path)) return;
  if (!(await isFolder(dirname(path)))) await makeFolder(dirname(path), mode);
  await mkdir(path, { mode }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
