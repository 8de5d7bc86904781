import { availableParallelism } from "node:os";
import { hashPassword, passwordMatches } from "../../lib/passwords/hash";
import { signIn } from "../../lib/sessions/sign-in";
import { activateUser } from "../../lib/users/activate-user";
import { createUser } from "../../lib/users/create-user";
import { setRoles } from "../../lib/users/set-roles";
import { suspendUser } from "../../lib/users/suspend-user";
import type { Context } from "../context";
import { load } from "../load/load";
import { inTurns, interleaved, median, quantile } from "../measure";
import { password } from "../people/fill";
import { atLeast, atMost, round, type Section } from "../report";
import { beingSeen, comeASecond } from "./being-seen";
import { primaryKeyRead } from "./least";
import { sweeping, type Waits } from "./sweeping";

/** What changes the data: single acts, people being seen, signing in at full speed, and the sweep. Leaves the data changed. */
export async function measureWrites(it: Context): Promise<Section> {
  const acts = await singleActs(it);
  it.say("  single acts");
  const seen = await beingSeen(it);
  it.say("  being seen");
  const signIns = await signingIn(it);
  it.say("  signing in");
  const sweep = await sweeping(it);
  return {
    targets: [
      atLeast("sign-ins a second against the bare Argon2 rate", 0.85, signIns.rate / signIns.bareRate, "×"),
      atMost("p99 of other requests while it runs", 3, signIns.p99.busy / signIns.p99.idle, "×"),
      {
        what: `100,000 active people: of ${comeASecond.toLocaleString("en")} a second, who is noted as seen within a second`,
        target: "≥ 99 %",
        measured: `${round(seen.noted * 100)} %`,
        reached: seen.noted >= 0.99,
      },
      atMost(
        `sweep of ${sweep.marked.toLocaleString("en")} users: longest another write waits`,
        200,
        sweep.waits.longest / sweep.unit,
        "P",
      ),
    ],
    tables: [
      {
        title: "Single acts",
        about: "Through the operations, audit entry and commit to the disk included.",
        head: ["", "p50 ms", "p95 ms", "p50 P"],
        rows: acts,
      },
      {
        title: "Other writes",
        head: ["", ""],
        rows: [
          [
            `p95 of how long each of ${comeASecond.toLocaleString("en")} a second waits who is seen for the first time in a minute, while the list is read`,
            `${round(seen.wait)} ms`,
          ],
          ["p95 of a page of the list meanwhile, against before", `${round(seen.busy)} ms, ${round(seen.idle)} ms`],
          ["as many as come at most, sixteen at once, while the list is read", `${round(seen.perSecond)} a second`],
          ["sign-ins a second over HTTP, one worker", round(signIns.rate)],
          ["the same by bare `node:http` that compares the password and writes the same rows", round(signIns.mostRate)],
          ["Argon2 verifications a second, alone", round(signIns.bareRate)],
          [
            "p99 of GET /api/v2/users/me while people sign in, and alone",
            `${round(signIns.p99.busy)} ms, ${round(signIns.p99.idle)} ms`,
          ],
          [
            "the same of one primary-key read by bare `node:http`, a process of its own in which nobody signs in",
            `${round(signIns.p99.busyRead)} ms, ${round(signIns.p99.idleRead)} ms`,
          ],
          [
            "users marked dormant, and how long it took",
            `${sweep.marked.toLocaleString("en")}, ${round(sweep.seconds)} s`,
          ],
          ["another write meanwhile: p50, p99, longest in a median minute, longest", inWords(sweep.waits)],
          [
            `the same while ${sweep.elsewhere.marked.toLocaleString("en")} are swept in a copy of the people, another database of the same PostgreSQL`,
            inWords(sweep.elsewhere.waits),
          ],
          ["the same alone, for a minute", inWords(sweep.alone)],
        ],
      },
    ],
  };
}

const inWords = ({ p50, p99, longestInMinute, longest }: Waits) =>
  [p50, p99, longestInMinute, longest].map((wait) => `${round(wait)} ms`).join(", ");

type Answer = { ok: boolean; problem?: { message: string } };

async function done(answer: Promise<Answer>): Promise<void> {
  const { ok, problem } = await answer;
  if (!ok) throw new Error(problem?.message);
}

async function singleActs(it: Context): Promise<(string | number)[][]> {
  const { owner, bare } = it;
  const people = await bare<{ id: string; email: string }[]>`
    select id, email from users where status = 'active' and login_type = 'password' and id <> ${owner.id} order by id limit 400`;
  const run = String(Date.now());
  let n = 0;
  const next = () => people[n++ % people.length] as { id: string; email: string };
  const from = (i: number) =>
    ({ kind: "anonymous", from: { address: `10.99.${i >> 8}.${i & 255}`, userAgent: null, requestId: null } }) as const;
  const times = await interleaved(it.brief ? 2 : 40, {
    P: await primaryKeyRead(it),
    "create a user": () => {
      const username = `bench-${run}-${n++}`;
      return done(
        createUser(owner, { username, email: `${username}@example.com`, password: "eleven kites over the harbour" }),
      );
    },
    "sign in": () => done(signIn(from(n), { email: next().email, password })),
    "change roles": () => done(setRoles(owner, { userId: next().id, roles: ["auditor"] })),
    "suspend, and activate again": async () => {
      const { id } = next();
      await done(suspendUser(owner, { userId: id }));
      await done(activateUser(owner, { userId: id }));
    },
    "note that somebody was seen, taken back": () => seen(it, next().id, false),
    "the same, if their groups had a copy to sort by": () => seen(it, next().id, true),
  });
  const unit = median(times.P);
  return Object.entries(times)
    .filter(([name]) => name !== "P")
    .map(([name, those]) => [name, round(median(those)), round(quantile(those, 0.95)), round(median(those) / unit)]);
}

/** What is noted of who is seen; with a copy beside each of their groups, in an index of its own, as usernames have one. Nothing of it stays. */
async function seen({ bare }: Context, id: string, alsoInGroups: boolean): Promise<void> {
  const takenBack = new Error("Taken back.");
  const noted = bare.begin(async (tx) => {
    await tx`set local session_replication_role = replica`; // No trigger: those of groups are about other things.
    await tx`update user_seen set last_seen_at = now() where user_id = ${id}`;
    if (alsoInGroups) await tx`update group_members set created_at = now() where user_id = ${id}`;
    throw takenBack;
  });
  await noted.catch((error) => {
    if (error !== takenBack) throw error;
  });
}

async function signingIn(it: Context) {
  const server = await it.serve(it.large, 1);
  const seconds = it.brief ? 0.5 : 4;
  const headers = { "coder-session-token": it.keys.large.tokens[0] ?? "" };
  const me = { url: `${server.address}/api/v2/users/me`, headers, connections: 1, seconds };
  const bareRead = await it.yardstick("bare.mjs");
  const read = { ...me, url: bareRead.address };
  const people = await it.bare<{ email: string }[]>`
    select email from users where status = 'active' and login_type = 'password' order by id desc limit 2000`;
  let from = 0;
  const signInsAt = (address: string, howLong: number) => {
    const sent = people.map(({ email }) => ({
      headers: { "x-forwarded-for": `10.${++from >> 16}.${(from >> 8) & 255}.${from & 255}` },
      body: JSON.stringify({ email, password }),
    }));
    return load({
      url: `${address}/api/v2/users/login`,
      sent: sent.sort(() => Math.random() - 0.5),
      status: 201,
      connections: verifyingAtOnce,
      seconds: howLong,
    });
  };
  const signIns = () => signInsAt(server.address, seconds);
  const bare = await it.yardstick("bare-sign-in.mjs");
  const passwordHash = await hashPassword(password);
  const verify = async () => {
    if (!(await passwordMatches(passwordHash, password))) throw new Error("The password does not match.");
  };
  /** The p99 of what is asked while people sign in at ours. */
  const meanwhile = async (asked: typeof me) => {
    const [, answered] = await Promise.all([signIns(), load({ ...asked, seconds: seconds * 0.75 })]);
    return answered.p99;
  };
  for (const address of [server.address, bare.address]) await signInsAt(address, 1);
  for (const asked of [me, read]) await load({ ...asked, seconds: 1 });
  const { rate, mostRate, bareRate, ...p99 } = await inTurns(it.brief ? 1 : 5, {
    rate: async () => (await signIns()).perSecond,
    mostRate: async () => (await signInsAt(bare.address, seconds)).perSecond,
    bareRate: () => perSecond(verify, seconds),
    idle: async () => (await load(me)).p99,
    busy: () => meanwhile(me),
    idleRead: async () => (await load(read)).p99,
    busyRead: () => meanwhile(read),
  });
  for (const one of [server, bare, bareRead]) await one.stop();
  return {
    rate: median(rate),
    mostRate: median(mostRate),
    bareRate: median(bareRate),
    p99: {
      idle: median(p99.idle),
      busy: median(p99.busy),
      idleRead: median(p99.idleRead),
      busyRead: median(p99.busyRead),
    },
  };
}

const verifyingAtOnce = availableParallelism() * 2;

/** By twice as many at once as there are cores, for so many seconds. */
async function perSecond(work: () => Promise<void>, seconds: number): Promise<number> {
  let count = 0;
  const start = performance.now();
  const until = start + seconds * 1000;
  const go = async () => {
    for (; performance.now() < until; count++) await work();
  };
  await Promise.all(Array.from({ length: verifyingAtOnce }, go));
  return count / ((performance.now() - start) / 1000);
}
