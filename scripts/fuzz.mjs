import { parseArgs } from "node:util";
import { bin, fail, install, requireNode, show, TaskError } from "./tasks.mjs";

/** Fuzzes the API, the keys of pages and the filters for some minutes, as `test/fuzz/fuzz.test.ts` tells. */
try {
  requireNode();
  const { minutes, seed } = parseArgs({
    options: { minutes: { type: "string", default: "5" }, seed: { type: "string" } },
  }).values;
  if (!(Number(minutes) > 0 && Number(minutes) <= 600)) throw new TaskError("--minutes is a number up to 600.");
  await install();
  const environment = { ROSTER_FUZZ_MINUTES: minutes, ...(seed && { ROSTER_FUZZ_SEED: seed }) };
  process.exit(show(process.execPath, [bin("vitest/vitest.mjs"), "run", "test/fuzz"], environment));
} catch (error) {
  fail(error);
}
