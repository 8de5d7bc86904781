import postgres from "postgres";
import { withContext } from "./bench/context";
import { load } from "./bench/load/load";
await withContext({ users: 20000, rounds: 1, data: "/tmp/b20k", say: console.error }, async (it) => {
  const server = await it.serve(it.large, 1);
  const h = { headers: { "coder-session-token": it.keys.large.token, cookie: "" } };
  const count = async () => Number((await it.bare`select pg_stat_force_next_flush(), xact_commit + xact_rollback as n from pg_stat_database where datname = current_database()`)[0]!.n);
  for (const path of process.argv.slice(2)) {
    const headers: Record<string, string> = path.startsWith("/api") ? { "coder-session-token": it.keys.large.token } : { cookie: it.keys.large.cookie };
    for (let i = 0; i < 5; i++) await fetch(server.address + path, { headers });
    await new Promise((r) => setTimeout(r, 1500)); const a = await count();
    const t = performance.now();
    for (let i = 0; i < 100; i++) await (await fetch(server.address + path, { headers })).text();
    const ms = (performance.now() - t) / 100;
    await new Promise((r) => setTimeout(r, 1500)); console.log(path, ms.toFixed(2), "ms", ((await count()) - a) / 100, "transactions");
  }
});
