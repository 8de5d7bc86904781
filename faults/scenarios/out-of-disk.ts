import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, openSync, statfsSync, writeSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../test/temporary-folder";
import { pause, type Scenario } from "../scenario";

const sizeMb = 400;
let dataDir = "";

export const outOfDisk: Scenario = {
  name: "out of disk",
  about: `The data stand on a file system of ${sizeMb} MB, which another file fills to the last byte for ten seconds.`,
  own: async () => {
    const folder = await temporaryFolder();
    dataDir = join(folder, "data");
    await mkdir(dataDir);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m,mode=755`, "tmpfs", dataDir], { stdio: "pipe" });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      return {
        skipped: `a small file system cannot be mounted here (${(error as Error).message.trim().split("\n").at(-1)})`,
      };
    }
    const remove = async () => {
      execFileSync("umount", [dataDir]);
      await rm(folder, { recursive: true, force: true });
    };
    return { dataDir, remove };
  },
  async run() {
    const ballast = openSync(join(dataDir, "ballast"), "w");
    try {
      for (let tenths = 0; tenths < 100; tenths++) {
        fillUp(ballast); // Again and again: PostgreSQL frees a little by itself.
        await pause(100);
      }
    } finally {
      ftruncateSync(ballast);
      closeSync(ballast);
    }
    return { from: performance.now() };
  },
};

const block = Buffer.alloc(1_000_000, "x");

function fillUp(file: number): void {
  try {
    for (let size = block.length; size >= 1; ) {
      const { bavail, bsize } = statfsSync(dataDir);
      if (bavail === 0) return;
      size = Math.min(size, bavail * bsize);
      writeSync(file, block, 0, size);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
