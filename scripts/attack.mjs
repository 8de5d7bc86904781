import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "./attack/judge.mjs";
import { startTarget } from "./attack/target.mjs";
import { hasTool } from "./attack/tool.mjs";
import { hydra } from "./attack/tools/hydra.mjs";
import { sqlmap } from "./attack/tools/sqlmap.mjs";
import { wapiti } from "./attack/tools/wapiti.mjs";
import { build, fail, install, requireNode, root, TaskError } from "./tasks.mjs";

/**
 * Turns well-known outside tools, those that are installed, on a console of its own: on 127.0.0.1, with its own PostgreSQL, demo people
 * and a free port, thrown away afterwards. How many requests and how long is bounded. Prints what each found; ends with 1
 * where that is not explained in `attack/explained.json`, where the console answered anything with a 5xx, or where there was no tool.
 * `--long` gives each run six times the time.
 */

const tools = { wapiti, sqlmap, hydra };

try {
  requireNode();
  const wanted = process.argv.slice(2).filter((flag) => flag !== "--long");
  const unknown = wanted.find((name) => !(name in tools));
  if (unknown)
    throw new TaskError(`npm run attack -- [--long] [${Object.keys(tools).join(" ")}]; there is no ${unknown}.`);
  await install();
  await build();
  process.exit((await attack(wanted.length > 0 ? wanted : Object.keys(tools))) ? 0 : 1);
} catch (error) {
  fail(error);
}

/** @returns whether something was tried and all that was found is explained */
async function attack(names) {
  const missing = names.filter((name) => !hasTool(name));
  const there = names.filter((name) => !missing.includes(name));
  for (const name of missing) console.log(`${name}: is not installed, so it was not tried (apt-get install ${name}).`);
  if (there.length === 0) throw new TaskError("Nothing was tried.");

  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  const target = await startTarget();
  const findings = [];
  try {
    for (const name of there) {
      for (const run of tools[name].runs) {
        const found = await target.watch(() => run.go(target));
        const { tried, told, broken } = found;
        findings.push(...found.findings.map((it) => ({ tool: name, as: run.as, ...it })));
        findings.push(
          ...broken.map((where) => ({ tool: "the console", as: run.as, what: "answered with a 5xx", where })),
        );
        console.log(`${name}, ${run.as}, ${run.what}: ${tried} requests in ${found.seconds} s. ${told}`);
      }
    }
  } finally {
    await target.stop();
  }
  const explanations = JSON.parse(readFileSync(join(root, "scripts/attack/explained.json"), "utf8"));
  const { lines, isFine } = judge(findings, explanations);
  console.log(`\n${lines.join("\n")}`);
  return isFine;
}
