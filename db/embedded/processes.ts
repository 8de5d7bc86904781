import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Whether there is a process of that number, be it ours or somebody else's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Whether that process runs on this folder: numbers are given out anew, and the one in a file that a crash left behind may
 * be anybody's by now. On Windows it is taken on trust.
 */
export function runsOn(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  return commandLine(pid).includes(folder);
}

/** Whether any process works in the folder, as all of a PostgreSQL's do. Null: this system does not tell. */
export function anyoneWorksIn(folder: string): boolean | null {
  if (process.platform !== "linux") return null;
  return readdirSync("/proc").some((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false; // Gone since, dead but not yet buried, or of a user that cannot be PostgreSQL's.
    }
  });
}

function commandLine(pid: number): string {
  if (process.platform !== "linux") return spawnSync("ps", ["-o", "command=", "-p", `${pid}`]).stdout.toString();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // Gone since.
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
