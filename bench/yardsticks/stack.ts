import { serve } from "@hono/node-server";
import { and, eq, gt, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { Hono } from "hono";
import postgres from "postgres";
import { sessions, userCounts, userSeen, users } from "../../db/schema";
import { notDeleted, publicUser, seenBeside } from "../../lib/users/read";

/**
 * The same as `bare-list.mjs` through the libraries that the HTTP API is made of, Hono and Drizzle: what they would make of it if there were
 * nothing else. No filter is read, nobody's rights are looked at, nothing is counted or logged.
 */

const db = drizzle(postgres(process.env.DATABASE_URL ?? "", { max: 10, onnotice: () => {} }));
const [token] = await db
  .select({ id: sessions.id })
  .from(sessions)
  .where(and(eq(sessions.kind, "token"), gt(sessions.expiresAt, sql`now()`)))
  .limit(1);

const session = db
  .select({ user: publicUser, secretHash: sessions.secretHash, scope: sessions.scope, usedAt: sessions.lastUsedAt })
  .from(sessions)
  .innerJoin(users, eq(users.id, sessions.userId))
  .innerJoin(userSeen, seenBeside)
  .where(and(eq(sessions.id, sql.placeholder("id")), gt(sessions.expiresAt, sql`now()`)))
  .prepare("stack_session");
const page = db
  .select(publicUser)
  .from(users)
  .innerJoin(userSeen, seenBeside)
  .where(and(notDeleted, eq(users.status, "active")))
  .orderBy(users.usernameKey)
  .limit(26)
  .prepare("stack_page");
const count = db
  .select({ total: sql<number>`sum(${userCounts.count})::int` })
  .from(userCounts)
  .where(eq(userCounts.status, "active"))
  .prepare("stack_count");

const app = new Hono();
app.get("/me", async (c) => {
  const [me] = await session.execute({ id: token?.id });
  return c.json(me?.user);
});
app.get("/", async (c) => {
  await session.execute({ id: token?.id });
  const [rows, [counted]] = await Promise.all([page.execute(), count.execute()]);
  return c.json({ users: rows.slice(0, 25), count: counted?.total });
});
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
  console.log(`Roster is ready: http://127.0.0.1:${port}`),
);
process.on("SIGINT", () => process.exit(0));
