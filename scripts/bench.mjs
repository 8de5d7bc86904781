import { bin, fail, install, requireNode, show } from "./tasks.mjs";

/** Measures Roster, as `bench/run.ts` tells. */
try {
  requireNode();
  await install();
  process.exit(show(process.execPath, [bin("tsx/dist/cli.mjs"), "bench/run.ts", ...process.argv.slice(2)]));
} catch (error) {
  fail(error);
}
