import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import postgres from "postgres";
import { closeDatabase, connectDatabase } from "../db/client";
import { startEmbedded } from "../db/embedded";
import { startServer } from "../e2e/support/server";
import { createToken } from "../lib/sessions/create-token";
import { build } from "../scripts/tasks.mjs";
import { as, aUser } from "../test/people";
import { temporaryFolder } from "../test/temporary-folder";

/**
 * How much memory a worker takes to list 100,000 users without a limit, in MB of resident size: at rest after a hundred short
 * pages, at its highest while each of five lists goes out, and after them. `npx tsx bench/list-memory.ts [users]`
 */

const count = Number(process.argv[2] ?? 100_000);
await build();
const dataDir = await temporaryFolder();
const embedded = await startEmbedded({ dataDir, durable: false });
const server = await startServer({
  DATABASE_URL: embedded.url,
  PORT: "0",
  ROSTER_SECRET: randomBytes(24).toString("hex"),
  ROSTER_WORKERS: "1",
  ROSTER_LOG_LEVEL: "error",
});
try {
  connectDatabase({ url: embedded.url, poolSize: 2 });
  const owner = await aUser({ roles: ["owner"] });
  const made = await createToken(as(owner), { userId: owner.id });
  if (!made.ok) throw new Error(made.problem.message);
  await fill(count);

  const worker = Number(
    execFileSync("pgrep", ["-P", String(server.process.pid), "-f", "server.mjs"])
      .toString()
      .trim(),
  );
  const authorization = `Bearer ${made.value.token}`;
  for (let i = 0; i < 100; i++) await list(authorization, "?limit=1");
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const rest = residentMb(worker);
  console.log(`${count} users; at rest ${rest.toFixed(0)} MB`);
  for (let run = 1; run <= 5; run++) {
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMb(worker));
    }, 20);
    const { ms, bytes } = await list(authorization);
    clearInterval(watch);
    console.log(
      `list ${run}: ${(bytes / 1e6).toFixed(1)} MB of JSON in ${ms.toFixed(0)} ms, highest ${peak.toFixed(0)} MB (+${(peak - rest).toFixed(0)} MB)`,
    );
  }
  console.log(`after: ${residentMb(worker).toFixed(0)} MB`);
} finally {
  await closeDatabase();
  await server.stop();
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function list(authorization: string, query = ""): Promise<{ bytes: number; ms: number }> {
  const start = performance.now();
  const answer = await fetch(`${server.address}/api/v2/users${query}`, { headers: { authorization } });
  let bytes = 0;
  for await (const part of answer.body ?? []) bytes += part.length;
  return { bytes, ms: performance.now() - start };
}

function residentMb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024;
}

async function fill(users: number): Promise<void> {
  const sql = postgres(embedded.url, { max: 1, onnotice: () => {} });
  await sql`insert into users (id, username, email, name, login_type, password_hash, status)
    select gen_random_uuid(), 'user-' || n, 'user-' || n || '@example.com', 'User Number ' || n, 'password', 'none', 'active'
    from generate_series(1, ${users}::int) n`;
  await sql`insert into user_seen (user_id) select id from users on conflict do nothing`;
  await sql`analyze`;
  await sql.end();
}
