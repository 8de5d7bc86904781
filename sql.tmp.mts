import postgres from "postgres";
import { readFileSync } from "node:fs";
const url = readFileSync("/tmp/f1m.log", "utf8").split("\n")[0]!;
const sql = postgres(url, { max: 1, onnotice: (n) => console.log(n.message) });
for (const q of readFileSync(process.argv[2]!, "utf8").split(/;\s*\n/).filter((x) => x.trim())) {
  const t = performance.now();
  try {
  const rows = await sql.unsafe(q);
  console.log("--", q.trim().slice(0, 150).replace(/\s+/g, " "), (performance.now() - t).toFixed(1), "ms");
  for (const r of rows.slice(0, 40)) console.log("   ", Object.values(r).join(" | ").slice(0, 200));
  } catch (e: any) { console.log("!!", q.slice(0, 200), e.message); }
}
const P: number[] = []; const id = (await sql`select id from users limit 1`)[0]!.id;
for (let i = 0; i < 400; i++) { const t = performance.now(); await sql`select id, username from users where id = ${id}`; P.push(performance.now() - t); }
console.log("P", P.sort((a, b) => a - b)[200]);
await sql.end();
