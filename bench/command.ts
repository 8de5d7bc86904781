import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { withManyUsers } from "./many-users";

/**
 * What the `roster` command costs: its start against that of bare Node, as the median of 40 interleaved runs; and its memory and time to
 * list users, 1,000 of them and all. `npx tsx bench/command.ts [users]`
 */

const count = Number(process.argv[2] ?? 100_000);
const runs = 40;

await withManyUsers(count, async ({ address }, token) => {
  const calls = { "node -e 0": ["-e", "0"], "roster --version": ["bin/roster.mjs", "--version"] };
  const times = Object.entries(calls).map(([name, args]) => ({ name, args, ms: [] as number[] }));
  for (let run = 0; run < runs; run++) {
    for (const { args, ms } of times) {
      const start = performance.now();
      spawnSync(process.execPath, args);
      ms.push(performance.now() - start);
    }
  }
  const bare = median(times[0]?.ms ?? []);
  for (const { name, ms } of times) {
    console.log(`${name}: ${median(ms).toFixed(0)} ms, ${(median(ms) / bare).toFixed(2)} times bare Node`);
  }

  // Each process says at its end how large it ever was.
  const tell = "process.on('exit',()=>process.stderr.write('highest '+process.resourceUsage().maxRSS))";
  const env = {
    ...process.env,
    ROSTER_CONFIG_DIR: tmpdir(),
    ROSTER_URL: address,
    ROSTER_TOKEN: token,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}`,
  };
  for (const form of ["json", "table"]) {
    for (const limit of [1000, count]) {
      const args = ["users", "list", "--filter", "status:dormant", "--limit", String(limit), "--output", form];
      const start = performance.now();
      const { stdout, stderr } = spawnSync(process.execPath, ["bin/roster.mjs", ...args], { env, maxBuffer: 2 ** 30 });
      const seconds = (performance.now() - start) / 1000;
      const mb = Number(/highest (\d+)/.exec(stderr.toString())?.[1]) / 1024;
      const lines = stdout.toString().trimEnd().split("\n").length - (form === "json" ? 2 : 1);
      console.log(`${lines} users as ${form}: ${seconds.toFixed(1)} s, highest ${mb.toFixed(0)} MB`);
    }
  }
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
