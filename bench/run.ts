import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { build } from "../scripts/tasks.mjs";
import { chartOf } from "./chart";
import { type Context, withContext } from "./context";
import { asMarkdown, round, type Section, targetsTable } from "./report";
import { measureHttp } from "./sections/http";
import { measureLists } from "./sections/lists";
import { measurePages } from "./sections/pages";
import { requireIndexes } from "./sections/plans";
import { measureWrites } from "./sections/writes";

/**
 * Measures Roster against its yardsticks in one run, on one PostgreSQL. `npm run bench -- --users 1000000`
 *
 * --users   how many there are, from 1,000 on
 * --rounds  how often what is quick is measured
 * --only    the parts to run: plans, lists, http, pages, writes
 * --data    a folder that keeps the people for the next run, which works on a copy of them
 * --out     where the report goes as Markdown
 * --chart   where the chart of the lists goes as SVG
 */

const { values } = parseArgs({
  options: {
    users: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "40" },
    only: { type: "string", default: "plans,lists,http,pages,writes" },
    data: { type: "string" },
    out: { type: "string" },
    chart: { type: "string" },
  },
});

const parts: Record<string, (it: Context) => Promise<Section>> = {
  plans: requireIndexes,
  lists: measureLists,
  http: measureHttp,
  pages: measurePages,
  writes: measureWrites,
};

const users = Number(values.users);
if (!Number.isInteger(users) || users < 1000 || users > 10_000_000) {
  console.error("--users is a number from 1,000 to 10,000,000.");
  process.exit(2);
}
const chosen = values.only.split(",").map((name) => ({ name, part: parts[name] }));
const unknown = chosen.find(({ part }) => !part)?.name;
if (unknown !== undefined) {
  console.error(`--only: there is no part ${unknown}. There are ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}
const say = (line: string) => console.error(line);

const commit = commitNow();
await build();
await withContext({ users, rounds: Number(values.rounds), data: values.data ?? null, say }, async (it) => {
  const [{ version = "" } = {}] = await it.bare`select version()`;
  const sections: Section[] = [];
  for (const { name, part } of chosen) {
    if (!part) continue;
    say(`${name} …`);
    sections.push(await part(it));
    await keep(sections, String(version)); // After each, so that what was measured is not lost with one that fails.
  }
  console.log(reportOf(sections, String(version)));
});

async function keep(sections: Section[], postgresVersion: string): Promise<void> {
  if (values.out) await writeFile(values.out, reportOf(sections, postgresVersion));
  const bars = sections.flatMap((section) => section.bars ?? []);
  if (values.chart && bars.length > 0) {
    const title = `The first page of ${users.toLocaleString("en")} users, by filter`;
    await writeFile(values.chart, chartOf(title, bars));
  }
}

function reportOf(sections: Section[], postgresVersion: string): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${round(totalmem() / 1e9)} GB, Node ${process.versions.node}, ${postgresVersion.split(" on ")[0]}`;
  const head = `# ${users.toLocaleString("en")} users\n\n${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}; everything on one machine.\nP is one read by primary key through the same driver, in the same run. “Spread” is half the distance between the quartiles.\n`;
  const targets = sections.flatMap((section) => section.targets);
  const tables = [
    ...(targets.length > 0 ? [targetsTable(targets)] : []),
    ...sections.flatMap((section) => section.tables),
  ];
  return [head, ...tables.map(asMarkdown)].join("\n");
}

/** What is measured; its report may change the tree. */
function commitNow(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim();
  try {
    const changed = git("status", "--porcelain") === "" ? "" : " with changes";
    return git("rev-parse", "--short", "HEAD") + changed;
  } catch {
    return "unknown";
  }
}
