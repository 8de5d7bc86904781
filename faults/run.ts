import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { build } from "../scripts/tasks.mjs";
import { type Installation, install } from "./installation";
import { hangUp } from "./load/ask";
import { asRow, asTable, brokenBy } from "./report";
import type { Scenario } from "./scenario";
import { scenarios } from "./scenarios";
import { gaveUp, notTried, type Tried, tryOut } from "./try-out";

/**
 * Breaks the running product in one way after another, under load, and tells whether anything was lost. `npm run faults`
 *
 * --short   only the ways that are over quickly
 * --only    parts of names of scenarios, parted by commas
 * --out     where the table goes as Markdown
 *
 * Ends with 1 where a promise was broken.
 */

const { values } = parseArgs({
  options: { short: { type: "boolean" }, only: { type: "string" }, out: { type: "string" } },
});
const parts = values.only?.split(",");
const chosen = scenarios.filter(
  ({ name, short }) => (!values.short || short) && (!parts || parts.some((part) => name.includes(part))),
);
if (chosen.length === 0) {
  console.error(
    `--only: there is no such scenario. There are:\n${scenarios.map(({ name }) => `  ${name}`).join("\n")}`,
  );
  process.exit(2);
}

await build();
let shared = null as Installation | null;
const tried: Tried[] = [];
try {
  for (const scenario of chosen) {
    console.error(`${scenario.name} …`);
    const trying = scenario.own ? onItsOwn(scenario, scenario.own) : theShared().then((it) => tryOut(scenario, it));
    const one = await trying.catch((error) => gaveUp(scenario, error));
    console.error(`  ${asRow(one)}`);
    for (const why of brokenBy(one).slice(0, 20)) console.error(`  ${why}`);
    tried.push(one);
  }
} finally {
  hangUp();
  await shared?.remove();
}
const table = asTable(tried);
console.log(table);
if (values.out) await writeFile(values.out, `${table}\n`);
const broken = tried.flatMap(brokenBy).length;
console.log(broken > 0 ? `\n${broken} promises were broken.` : "\nAll promises were kept.");
process.exit(broken > 0 ? 1 : 0);

async function theShared(): Promise<Installation> {
  shared ??= await install();
  return shared;
}

async function onItsOwn(scenario: Scenario, make: NonNullable<Scenario["own"]>): Promise<Tried> {
  const own = await make();
  if ("skipped" in own) return notTried(scenario, own.skipped);
  try {
    const installation = own.installed ?? (await install(own.settings, own.dataDir));
    return await tryOut(scenario, installation).finally(installation.remove);
  } finally {
    await own.remove?.();
  }
}
