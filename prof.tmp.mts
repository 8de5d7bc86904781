import { connectDatabase, db, closeDatabase } from "./db/client";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { readFileSync } from "node:fs";
process.env.ROSTER_SECRET = "x".repeat(40);
const url = readFileSync("/tmp/f1m.log", "utf8").split("\n")[0]!;
connectDatabase({ url, poolSize: 2 });
const { listUsers } = await import("./lib/users/list-users");
const { as } = await import("./test/people");
const owner = as({ id: "0", username: "x", name: "", email: null, roles: ["owner"], mustChangePassword: false } as any);
const client = (db() as any).$client as postgres.Sql;
const unsafe = client.unsafe;
const [q, sort, explain] = process.argv.slice(2);
const log: [number, string, any[]][] = [];
(client as any).unsafe = function (text: string, params: any[], o: any) {
  const t = performance.now(); const it = unsafe.call(client, text, params, o) as any;
  const wrap = (p: any) => { p.then(() => log.push([performance.now() - t, text, params]), () => {}); return p; };
  const values = it.values.bind(it); it.values = () => wrap(values()); return it;
};
for (let i = 0; i < 20; i++) { log.length = 0; const t = performance.now(); const r = await listUsers(owner, { q: q!, sort: sort as any, limit: 25 }); console.log((performance.now() - t).toFixed(1), log.map((l) => l[0].toFixed(1)).join(" "), r.ok && r.value.rows.length); }
if (explain) for (const [, text, params] of [...log]) { const rows = await unsafe.call(client, "explain (analyze, costs on) " + text, params); console.log(rows.map((r: any) => r["QUERY PLAN"]).join("\n")); }
await closeDatabase();
