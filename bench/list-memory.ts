import { execFileSync } from "node:child_process";
import { withManyUsers } from "./many-users";

/**
 * How much memory a worker takes to list 100,000 users without a limit, in MB of resident size: at rest after a hundred short
 * pages, at its highest while each of five lists goes out, and after them. `npx tsx bench/list-memory.ts [users]`
 */

const count = Number(process.argv[2] ?? 100_000);

await withManyUsers(count, async (server, token) => {
  const worker = Number(
    execFileSync("pgrep", ["-P", String(server.process.pid), "-f", "server.mjs"])
      .toString()
      .trim(),
  );
  const list = async (query = "") => {
    const start = performance.now();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${server.address}/api/v2/users${query}`, { headers });
    let bytes = 0;
    for await (const part of answer.body ?? []) bytes += part.length;
    return { bytes, ms: performance.now() - start };
  };

  for (let i = 0; i < 100; i++) await list("?limit=1");
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const rest = residentMb(worker);
  console.log(`${count} users; at rest ${rest.toFixed(0)} MB`);
  for (let run = 1; run <= 5; run++) {
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMb(worker));
    }, 20);
    const { ms, bytes } = await list();
    clearInterval(watch);
    console.log(
      `list ${run}: ${(bytes / 1e6).toFixed(1)} MB of JSON in ${ms.toFixed(0)} ms, highest ${peak.toFixed(0)} MB (+${(peak - rest).toFixed(0)} MB)`,
    );
  }
  console.log(`after: ${residentMb(worker).toFixed(0)} MB`);
});

function residentMb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024;
}
