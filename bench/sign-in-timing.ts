import { rm } from "node:fs/promises";
import { api } from "../app/api/v2/app";
import { closeDatabase, connectDatabase, db } from "../db/client";
import { startEmbedded } from "../db/embedded";
import { migrateDatabase } from "../db/migrate";
import { rateLimits } from "../db/schema";
import { aUser } from "../test/people";
import { temporaryFolder } from "../test/temporary-folder";
import { chance } from "./people/chance";

/**
 * Whether the time of a refused sign-in tells if there is such an account. Each round asks once, in random order, for an account that
 * is there, one that is not, one without a password and one that is suspended, each with a wrong password, in this process, where no
 * network blurs it. The first is compared with each of the others, round by round: the median difference with its 95 % interval by
 * bootstrap, and how often the one took longer than the other over all pairs (Mann–Whitney; 0.5 is no difference), with z and p.
 *
 * Held: the whole 95 % interval of that share lies within 0.5 ± 0.05, which takes some hundreds of measurements of one account to
 * see; the limits grant 30 an hour from one place. `npx tsx bench/sign-in-timing.ts [rounds] [seed]`
 */

const rounds = Number(process.argv[2] ?? 1500);
const bound = 0.05;
const random = chance(Number(process.argv[3] ?? 1), "the order of sign-ins");
process.env.ROSTER_SECRET ??= "only for measuring, 32 characters long";

async function measure(): Promise<void> {
  await aUser({ roles: ["owner"] });
  const emails: Record<string, string> = {
    known: (await aUser()).email ?? "",
    unknown: "someone-else@example.com",
    "without a password": (await aUser({ loginType: "none" })).email ?? "",
    suspended: (await aUser({ status: "suspended" })).email ?? "",
  };
  const names = Object.keys(emails);
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = -20; round < rounds; round++) {
    await db().delete(rateLimits);
    for (const name of shuffled(names)) {
      const ms = await timed(emails[name] ?? "");
      if (round >= 0) times.get(name)?.push(ms); // The first ones warm up.
    }
  }
  const known = times.get("known") ?? [];
  console.log(`${rounds} rounds; median of known ${median(known).toFixed(3)} ms, quartiles ${quartiles(known)}`);
  let held = true;
  for (const name of names.slice(1)) {
    const other = times.get(name) ?? [];
    const differences = known.map((ms, i) => ms - (other[i] ?? 0));
    const { share, z, p } = mannWhitney(known, other);
    const [low, high] = interval(() => {
      const picks = known.map(() => Math.floor(random() * known.length));
      return mannWhitney(
        picks.map((i) => known[i] ?? 0),
        picks.map((i) => other[i] ?? 0),
      ).share;
    }, 400);
    const [least, most] = interval(
      () => median(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
      1000,
    );
    const within = low > 0.5 - bound && high < 0.5 + bound;
    held &&= within;
    console.log(
      `known against ${name}: median difference ${median(differences).toFixed(3)} ms [${least.toFixed(3)}, ${most.toFixed(3)}]; ` +
        `known took longer in ${share.toFixed(3)} of all pairs [${low.toFixed(3)}, ${high.toFixed(3)}], z ${z.toFixed(2)}, p ${p.toFixed(3)}: ` +
        (within ? "held" : "NOT held"),
    );
  }
  console.log(
    held ? "The time tells nothing." : "It is not shown that the time tells nothing: more rounds tell whether it does.",
  );
  process.exitCode = held ? 0 : 1;
}

async function timed(email: string): Promise<number> {
  const body = JSON.stringify({ email, password: "not this one, surely" });
  const asked = { method: "POST", headers: { "content-type": "application/json" }, body };
  const start = performance.now();
  const answer = await api.fetch(new Request("http://roster.test/api/v2/users/login", asked));
  await answer.text();
  const ms = performance.now() - start;
  if (answer.status !== 401) throw new Error(`${email} was answered ${answer.status}.`);
  return ms;
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
const at = (values: number[], part: number) => sorted(values)[Math.floor(part * (values.length - 1))] ?? 0;
const median = (values: number[]) => at(values, 0.5);
const quartiles = (values: number[]) => `${at(values, 0.25).toFixed(3)} to ${at(values, 0.75).toFixed(3)} ms`;

/** The share of pairs in which the first is larger, and how unlikely that is by chance (normal approximation; no ties to speak of). */
function mannWhitney(a: number[], b: number[]): { share: number; z: number; p: number } {
  const all = [...a.map((value) => ({ value, a: true })), ...b.map((value) => ({ value, a: false }))];
  all.sort((x, y) => x.value - y.value);
  const ranks = all.reduce((sum, it, i) => (it.a ? sum + i + 1 : sum), 0);
  const u = ranks - (a.length * (a.length + 1)) / 2;
  const pairs = a.length * b.length;
  const z = (u - pairs / 2) / Math.sqrt((pairs * (a.length + b.length + 1)) / 12);
  return { share: u / pairs, z, p: 2 * (1 - normal(Math.abs(z))) };
}

/** The normal distribution's share below z. Abramowitz and Stegun, 26.2.17. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

function interval(sample: () => number, times: number): [low: number, high: number] {
  const found = sorted(Array.from({ length: times }, sample));
  return [found[Math.floor(times * 0.025)] ?? 0, found[Math.floor(times * 0.975)] ?? 0];
}

function shuffled<T>(values: T[]): T[] {
  const rest = [...values];
  return values.map(() => rest.splice(Math.floor(random() * rest.length), 1)[0] as T);
}

const dataDir = await temporaryFolder();
const embedded = await startEmbedded({ dataDir, durable: false });
try {
  await migrateDatabase(embedded.url);
  connectDatabase({ url: embedded.url, poolSize: 2 });
  await measure();
} finally {
  await closeDatabase();
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
