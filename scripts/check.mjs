import { pathToFileURL } from "node:url";
import { bin, fail, install, requireNode, show } from "./tasks.mjs";

/** The fast part: format, lint, types. How many of them failed. */
export async function check() {
  requireNode();
  await install();
  const steps = [
    [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
    [bin("next/dist/bin/next"), "typegen"],
    [bin("typescript/bin/tsc"), "--noEmit"],
  ];
  return steps.filter((step) => show(process.execPath, step, { NEXT_TELEMETRY_DISABLED: "1" }) !== 0).length;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  check().then((failed) => process.exit(failed > 0 ? 1 : 0), fail);
}
