import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { encode } from "next-auth/jwt";
import postgres from "postgres";
import { closeDatabase, connectDatabase } from "../db/client";
import { startEmbedded } from "../db/embedded";
import { type RunningServer, startServer } from "../e2e/support/server";
import type { SignedIn } from "../lib/actor";
import { createToken } from "../lib/sessions/create-token";
import { findUserByName } from "../lib/users/read";
import { bin } from "../scripts/tasks.mjs";
import { aSession, as, signedIn } from "../test/people";
import { temporaryFolder } from "../test/temporary-folder";
import { copyOf, peopleIn } from "./people/database";
import { personAt } from "./people/person";

/** What a section of the report measures on. */
export type Context = {
  /** A database with so many users, and one with a thousand; both of one PostgreSQL. */
  users: number;
  large: string;
  small: string;
  /** A copy of the large one in the same PostgreSQL: no row that is changed there is one of these. */
  twin: string;
  /** A connection of its own, for what is compared with. */
  bare: postgres.Sql;
  /** An owner, as an actor of operations on the large database, and what lets them in at a server of each of the two, in as many sessions as ask at once. */
  owner: SignedIn;
  keys: { large: Keys; small: Keys };
  now: number;
  /** How often what is quick is measured. */
  rounds: number;
  /** Few rounds: whether all of it works is asked, not how quickly. */
  brief: boolean;
  /** A server of the production build; ends with the run. */
  serve(database: string, workers: number): Promise<RunningServer>;
  /** One of the servers in `yardsticks/`, on the large database, in one process or several; ends with the run, too. */
  yardstick(file: string, workers?: number): Promise<RunningServer>;
  say(line: string): void;
};

type Keys = { tokens: string[]; cookies: string[] };

/** So many ask at once, each with a session of their own. */
export const atOnce = 16;

type How = {
  users: number;
  rounds: number;
  /** A folder that keeps the people from run to run, as old as they are; null: made anew and removed. */
  data: string | null;
  say: (line: string) => void;
};

const smallUsers = 1000;
const secret = "a secret of the bench, which keeps nothing";

/** Makes the databases and does the work on them; whatever happens, all that was started ends. */
export async function withContext(
  { users, rounds, data, say }: How,
  work: (it: Context) => Promise<void>,
): Promise<void> {
  process.env.ROSTER_SECRET = secret; // This process seals and verifies as the servers do.
  const dataDir = data ?? (await temporaryFolder());
  const embedded = await startEmbedded({ dataDir });
  const servers: RunningServer[] = [];
  try {
    const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
    const wanted = { now, kept: data !== null, say };
    const small = await peopleIn(embedded.url, "small", { ...wanted, people: smallUsers });
    const large = await peopleIn(embedded.url, "large", { ...wanted, people: users });
    const twin = await copyOf(embedded.url, "large", "twin");
    const [toSmall, toLarge] = [await keysIn(small), await keysIn(large)];
    connectDatabase({ url: large, poolSize: 10 });
    const serve = async (database: string, workers: number) => {
      const server = await startServer({
        DATABASE_URL: database,
        PORT: "0",
        ROSTER_SECRET: secret,
        ROSTER_WORKERS: String(workers),
        ROSTER_LOG_LEVEL: "error",
        ROSTER_TRUST_PROXY: "1", // So that those who sign in come from many addresses.
      });
      servers.push(server);
      return server;
    };
    const yardstick = async (file: string, workers = 1) => {
      const pathOf = (name: string) => fileURLToPath(new URL(`./yardsticks/${name}`, import.meta.url));
      const path = pathOf(file);
      const one = file.endsWith(".ts") ? [bin("tsx/dist/cli.mjs"), path] : [path];
      const [program, ...flags] = workers > 1 ? [pathOf("cluster.mjs"), path, String(workers)] : one;
      const server = await startServer({ DATABASE_URL: large }, flags, program);
      servers.push(server);
      return server;
    };
    const inLarge = postgres(large, { max: 1, onnotice: () => {} });
    const keys = { large: toLarge, small: toSmall };
    try {
      await work({
        users,
        large,
        small,
        twin,
        bare: inLarge,
        owner: toLarge.owner,
        keys,
        now,
        rounds,
        brief: rounds < 5,
        serve,
        yardstick,
        say,
      });
    } finally {
      await inLarge.end();
    }
  } finally {
    await closeDatabase();
    for (const server of servers) await server.stop();
    await embedded.stop();
    if (!data) await rm(dataDir, { recursive: true, force: true });
  }
}

/** The first of the people is an owner. */
async function keysIn(url: string): Promise<Keys & { owner: SignedIn }> {
  const db = connectDatabase({ url, poolSize: 1 });
  try {
    const user = await findUserByName(db, personAt(0, smallUsers, 0).username);
    if (!user) throw new Error("The first of the people is not there.");
    const [tokens, cookies]: [string[], string[]] = [[], []];
    for (let n = 0; n < atOnce; n++) {
      const made = await createToken(await signedIn(user), { userId: user.id, name: `bench-${n}` });
      if (!made.ok) throw new Error(made.problem.message);
      tokens.push(made.value.token);
      cookies.push(`roster-session=${await encode({ token: { key: await aSession(user) }, secret })}`);
    }
    return { tokens, cookies, owner: as(user) };
  } finally {
    await closeDatabase();
  }
}

/** The resident memory of the workers of a server, in megabytes. */
export function workersMb({ process: { pid } }: RunningServer): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  const pagesOf = (child: string) => Number(readFileSync(`/proc/${child}/statm`, "utf8").split(" ")[1]);
  return (children.reduce((sum, child) => sum + pagesOf(child), 0) * 4096) / 1e6;
}
