import { readFileSync, readdirSync } from "node:fs";
const files = readdirSync("/tmp/prof").map((f) => "/tmp/prof/" + f).filter((f) => f.endsWith(".cpuprofile"));
const f = files.at(-1);
const p = JSON.parse(readFileSync(f, "utf8"));
const byId = new Map(p.nodes.map((n) => [n.id, n])); const parent = new Map();
for (const n of p.nodes) for (const c of n.children ?? []) parent.set(c, n.id);
const self = new Map();
for (let i = 0; i < p.samples.length; i++) self.set(p.samples[i], (self.get(p.samples[i]) ?? 0) + p.timeDeltas[i]);
const total = p.timeDeltas.reduce((a, b) => a + b, 0);
const incl = new Map();
for (const [id, t] of self) { const seen = new Set(); for (let n = id; n; n = parent.get(n)) { const c = byId.get(n).callFrame; const k = `${c.functionName || "(anon)"} ${c.url.split("/").slice(-3).join("/")}:${c.lineNumber + 1}`; if (!seen.has(k)) { seen.add(k); incl.set(k, (incl.get(k) ?? 0) + t); } } }
console.log([...incl].sort((a, b) => b[1] - a[1]).slice(0, 70).map(([k, v]) => `  ${(v / total * 100).toFixed(1)}% ${k}`).join("\n"));
// who calls writeBuffer
const callers = new Map();
for (const [id, t] of self) if (byId.get(id).callFrame.functionName === "writeBuffer") { let s = []; for (let n = parent.get(id), i = 0; n && i < 9; n = parent.get(n), i++) { const c = byId.get(n).callFrame; s.push(`${c.functionName}@${c.url.split("/").slice(-2).join("/")}:${c.lineNumber + 1}`); } const k = s.join(" < "); callers.set(k, (callers.get(k) ?? 0) + t); }
console.log([...callers].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([k, v]) => `${(v / total * 100).toFixed(1)}% ${k}`).join("\n"));
