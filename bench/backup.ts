import { spawnSync } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { closeDatabase, connectDatabase } from "../db/client";
import { startEmbedded } from "../db/embedded";
import { migrateDatabase } from "../db/migrate";
import { sealEntries } from "../lib/audit/seal";
import { temporaryFolder } from "../test/temporary-folder";
import { fill } from "./people/fill";

/**
 * What a backup and its restore cost, as the built command does them: seconds, the size of the file, and the highest memory of
 * the process. `npx tsx bench/backup.ts [users] [--unsealed]`; the second leaves the audit log out of the chain, which takes
 * long to make.
 */

const count = Number(process.argv[2] ?? 100_000);
const sealed = !process.argv.includes("--unsealed");
const secret = "a secret of the bench, which keeps nothing";

process.env.ROSTER_SECRET = secret;
const folder = await temporaryFolder();
const dataDir = join(folder, "from");
await mkdir(dataDir);
const file = join(folder, "roster.backup");
try {
  const embedded = await startEmbedded({ dataDir });
  await migrateDatabase(embedded.url);
  await fill(embedded.url, count, Date.now());
  if (sealed) await seal(embedded.url);
  say(`${count.toLocaleString("en")} users`);
  call("backup, beside a running PostgreSQL", ["server", "backup", file], dataDir);
  await embedded.stop();
  say(`file: ${((await stat(file)).size / 1e6).toFixed(1)} MB`);
  call("restore, with a PostgreSQL made anew", ["server", "restore", file], join(folder, "into"));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function seal(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`insert into audit_unsealed (entry_id) select id from audit_entries`;
  await sql.end();
  connectDatabase({ url, poolSize: 2 });
  await sealEntries();
  await closeDatabase();
}

function call(name: string, args: string[], data: string): void {
  // The process says at its end how large it ever was, in kilobytes.
  const tell = "process.on('exit',()=>process.stderr.write('highest '+process.resourceUsage().maxRSS))";
  const env = {
    ...process.env,
    DATABASE_URL: "",
    ROSTER_DATA_DIR: data,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}`,
  };
  const start = performance.now();
  const { stderr, status } = spawnSync(process.execPath, ["bin/roster.mjs", ...args], { env });
  const seconds = (performance.now() - start) / 1000;
  const text = stderr.toString();
  const mb = Number(/highest (\d+)/.exec(text)?.[1]) / 1024;
  say(`${name}: ${seconds.toFixed(1)} s, highest ${mb.toFixed(0)} MB, exit code ${status}`);
  say(text.replace(/^/gm, "    "));
}

function say(line: string): void {
  console.log(line);
}
