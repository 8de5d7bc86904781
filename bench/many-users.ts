import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import postgres from "postgres";
import { closeDatabase, connectDatabase } from "../db/client";
import { startEmbedded } from "../db/embedded";
import { type RunningServer, startServer } from "../e2e/support/server";
import { createToken } from "../lib/sessions/create-token";
import { build } from "../scripts/tasks.mjs";
import { aUser, signedIn } from "../test/people";
import { temporaryFolder } from "../test/temporary-folder";

/** Does something with a server of one worker on an embedded PostgreSQL of so many dormant users, as an owner. */
export async function withManyUsers(
  users: number,
  work: (server: RunningServer, token: string) => Promise<void>,
): Promise<void> {
  await build();
  const dataDir = await temporaryFolder();
  const embedded = await startEmbedded({ dataDir, durable: false });
  process.env.ROSTER_SECRET = randomBytes(24).toString("hex"); // This process seals and verifies as the server does.
  const server = await startServer({
    DATABASE_URL: embedded.url,
    PORT: "0",
    ROSTER_SECRET: process.env.ROSTER_SECRET,
    ROSTER_WORKERS: "1",
    ROSTER_LOG_LEVEL: "error",
  });
  try {
    connectDatabase({ url: embedded.url, poolSize: 2, patient: true });
    const owner = await aUser({ roles: ["owner"] });
    const made = await createToken(await signedIn(owner), { userId: owner.id });
    if (!made.ok) throw new Error(made.problem.message);
    await fill(embedded.url, users);
    await work(server, made.value.token);
  } finally {
    await closeDatabase();
    await server.stop();
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function fill(url: string, users: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`insert into users (id, username, email, name, login_type, password_hash, status)
    select gen_random_uuid(), 'user-' || n, 'user-' || n || '@example.com', 'User Number ' || n, 'password', 'none', 'dormant'
    from generate_series(1, ${users}::int) n`;
  await sql`insert into user_seen (user_id) select id from users on conflict do nothing`;
  await sql`analyze`;
  await sql.end();
}
