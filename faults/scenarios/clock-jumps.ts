import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pause, type Scenario } from "../scenario";

const hourMs = 3_600_000;
let folder = "";
const file = () => join(folder, "ahead-ms");

export const clockJumps: Scenario = {
  name: "a clock that jumps",
  about:
    "The server’s clock goes two hours ahead, then three back, then right again, a few seconds each; PostgreSQL’s stays.",
  own: async () => {
    folder = await mkdtemp(join(tmpdir(), "roster-clock-"));
    await writeFile(file(), "0");
    const hook = pathToFileURL(join(import.meta.dirname, "..", "clock.mjs"));
    const settings = { NODE_OPTIONS: `--import=${hook}`, ROSTER_FAULTS_CLOCK: file() };
    return { settings, remove: () => rm(folder, { recursive: true, force: true }) };
  },
  async run() {
    const from = performance.now();
    for (const hours of [2, -1, 0]) {
      await writeFile(file(), String(hours * hourMs));
      await pause(4000);
    }
    return { from };
  },
};
