import { bin, fail, install, requireNode, show } from "./tasks.mjs";

/** Breaks Roster and tells what was lost, as `faults/run.ts` tells. */
try {
  requireNode();
  await install();
  process.exit(show(process.execPath, [bin("tsx/dist/cli.mjs"), "faults/run.ts", ...process.argv.slice(2)]));
} catch (error) {
  fail(error);
}
