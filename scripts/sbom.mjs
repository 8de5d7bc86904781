import { writeFileSync } from "node:fs";
import { bill } from "./sbom/bill.mjs";
import { refusedLicences } from "./sbom/licences.mjs";
import { fail, install, requireNode, TaskError } from "./tasks.mjs";

/**
 * What this installation is made of, as CycloneDX JSON on stdout or in the file after `--out`. Ends with 1 where a licence
 * is not one that Roster can be handed on with.
 */
try {
  requireNode();
  const [flag, file, ...more] = process.argv.slice(2);
  if (more.length > 0 || (flag && (flag !== "--out" || !file))) throw new TaskError("npm run sbom -- [--out file]");
  await install();
  const made = bill();
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (file) writeFileSync(file, text);
  else process.stdout.write(text);
  const refused = refusedLicences(made);
  if (refused.length > 0) throw new TaskError(`Not to be handed on with Roster as it is: ${refused.join(", ")}.`);
} catch (error) {
  fail(error);
}
