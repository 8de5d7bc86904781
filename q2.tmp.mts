import { readFileSync, statSync } from "node:fs";
import { withContext } from "./bench/context";
await withContext({ users: 20000, rounds: 1, data: "/tmp/b20k", say: console.error }, async (it) => {
  const [d] = await it.bare`show data_directory`;
  const file = d!.data_directory.replace(/postgres$/, "postgres.log");
  await it.bare.unsafe("alter system set log_min_duration_statement=0"); await it.bare`select pg_reload_conf()`;
  const { startServer } = await import("./e2e/support/server");
  const server = await startServer({ DATABASE_URL: it.large, PORT: "0", ROSTER_SECRET: process.env.ROSTER_SECRET!, ROSTER_WORKERS: "1", ROSTER_LOG_LEVEL: "error" });
  for (const path of process.argv.slice(2)) {
    const headers: Record<string, string> = path.startsWith("/api") ? { "coder-session-token": it.keys.large.token } : { cookie: it.keys.large.cookie };
    for (let i = 0; i < 20; i++) await (await fetch(server.address + path, { headers })).text();
    const at = readFileSync(file, "utf8").length;
    const t = performance.now();
    await (await fetch(server.address + path, { headers })).text();
    const ms = performance.now() - t;
    await new Promise((r) => setTimeout(r, 300));
    console.log("=====", path, ms.toFixed(1)); console.log(readFileSync(file, "utf8").slice(at).split("\n").filter((l) => /duration/.test(l)).map((l) => l.slice(0, 260)).join("\n"));
  }
  await it.bare.unsafe("alter system reset log_min_duration_statement"); await it.bare`select pg_reload_conf()`;
  await server.stop();
});
