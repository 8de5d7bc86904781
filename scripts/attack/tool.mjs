import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const hasTool = (name) => !spawnSync(name, ["--help"], { stdio: "ignore" }).error;

/** Some tools fetch lists of theirs when they start: what is not this machine is not to be reached. */
const nowhereElse = Object.fromEntries(
  ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => {
    const value = name === "no_proxy" ? "127.0.0.1" : "http://127.0.0.1:9";
    return [
      [name, value],
      [name.toUpperCase(), value],
    ];
  }),
);

/** How much longer each run may take, for `--long`. */
export const patience = process.argv.includes("--long") ? 6 : 1;

/**
 * Runs a tool in a folder and home of its own, which `read` may look into before they go.
 *
 * @param seconds after which it is ended, whatever it is at; six times that with `--long`
 * @returns what `read` makes of the folder and of what the tool said
 */
export async function runTool(name, args, { seconds, read }) {
  const folder = mkdtempSync(join(tmpdir(), "roster-attack-"));
  try {
    const said = await new Promise((resolve, reject) => {
      const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, NO_COLOR: "1", ...nowhereElse };
      // A group of its own: some have children, which hold on to what they were saying.
      const child = spawn(name, args(folder), { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
      const end = () => child.pid && process.kill(-child.pid, "SIGKILL");
      const late = setTimeout(end, seconds * patience * 1000);
      process.once("exit", end);
      let text = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => {
          text = (text + chunk).slice(-2_000_000);
        });
      }
      child.on("error", reject);
      child.on("close", (_, signal) => {
        clearTimeout(late);
        process.off("exit", end);
        resolve({ text, wasEnded: signal === "SIGKILL" });
      });
    });
    return read(said, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
