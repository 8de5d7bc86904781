import { connectDatabase, db, closeDatabase } from "./db/client";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { singleFilters, mixedFilters } from "./bench/filters";
import { listUsers } from "./lib/users/list-users";
import { countUsers } from "./lib/users/count-users";
import { as } from "./test/people";
import { interleaved, median, quantile, timed } from "./bench/measure";
process.env.ROSTER_SECRET = "x".repeat(40);
const url = process.argv[2]!;
const rounds = Number(process.argv[3] ?? 10);
const only = process.argv[4];
connectDatabase({ url, poolSize: 2 });
const bare = postgres(url, { max: 1 });
const [me] = await bare`select id from users where username_key like 'maria%' limit 1`;
const owner = as({ id: me!.id, username: "x", name: "", email: null, roles: ["owner"], mustChangePassword: false } as any);
const P = () => bare`select id, username from users where id = ${me!.id}`;
for (let i = 0; i < 200; i++) await P();
const sorts = ["username", "-username", "created", "-created", "last_seen", "-last_seen", "status", "-status"] as const;
const bad: [string, number][] = [];
const set: any[] = process.argv[5] === "mixed" ? mixedFilters : singleFilters;
for (const { q } of set.filter((c) => only === undefined || only === "all" || c.q === only)) {
  const c = await timed(async () => { const n = await countUsers(owner, { q }); if (!n.ok) throw new Error(JSON.stringify(n)); });
  const line: string[] = [];
  for (const sort of sorts) {
    const first = await listUsers(owner, { q, sort, limit: 25 });
    if (!first.ok) throw new Error(first.problem.message);
    // From the end backwards: deep
    const times = await interleaved(rounds, {
      P,
      first: () => listUsers(owner, { q, sort, limit: 25 }),
    });
    line.push((quantile(times.first, 0.95) / median(times.P)).toFixed(0));
  }
  console.log(q.padEnd(50), `count ${c.toFixed(0)} ms`.padEnd(15), line.map((x) => x.padStart(6)).join(" "));
}
await bare.end(); await closeDatabase();
