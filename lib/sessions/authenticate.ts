import { and, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import { db } from "@/db/client";
import { sessions, userSeen, users } from "@/db/schema";
import type { Origin, SignedIn } from "../actor";
import { recordDone } from "../audit/record";
import { config } from "../config";
import { prepared, unhurried } from "../prepared";
import { Refusal } from "../problems";
import { together } from "../together";
import { changed } from "../users/changed";
import { lockUser, notDeleted, publicUser, seenBeside } from "../users/read";
import { setStatus } from "../users/status";
import type { SessionKey } from "./open-session";
import { secretMatches } from "./secret";

/**
 * The user behind a session's key, read in one indexed query that is sent after it was asked for, so that a suspension, role
 * change, reset or sign-out holds at the very next request in every process. Being asked counts as being seen: that is written at most once a
 * minute, and makes a dormant user active.
 *
 * @returns null for a key that is unknown, ended, expired, idle for too long, or of a suspended or deleted user; and
 *   for a dormant user who would need a seat that there is not
 */
export async function authenticate(key: SessionKey, from: Origin): Promise<SignedIn | null> {
  if (!isUuid(key.sessionId)) return null;
  const found = await liveSession(key.sessionId.toLowerCase());
  if (!found || !secretMatches(found.secretHash, key.secret) || found.user.status === "suspended") return null;

  const { user, session } = found;
  const { id, username, name, email, roles, mustChangePassword } = user;
  const actor: SignedIn = { kind: "user", id, username, name, email, roles, mustChangePassword, session, from };
  const dormant = user.status === "dormant";
  if (dormant && !(await wake(actor))) return null;
  // Where from is told as soon as it is known.
  const due = found.due || (found.neverUsed && from.address !== null);
  if (due) await noteSeen(actor);
  return dormant || due ? actor : { ...actor, asRead: user };
}

/** Many who ask at the same moment are one question. */
const liveSession = together(async (ids: string[]) => {
  const found = await sessionsByIds(db()).execute({ ids, idleHours: config().sessionIdleHours });
  const byId = new Map(found.map((one) => [one.session.id, one]));
  return (id) => byId.get(id);
});

const sessionsByIds = prepared((db) =>
  db
    .select({
      user: publicUser,
      session: { id: sessions.id, kind: sessions.kind, scope: sessions.scope },
      secretHash: sessions.secretHash,
      neverUsed: sql<boolean>`${sessions.address} is null`,
      due: sql<boolean>`${sessions.lastUsedAt} <= now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(userSeen, seenBeside)
    .where(
      and(
        isAnyOf(sessions.id, "ids"),
        notDeleted,
        gt(sessions.expiresAt, sql`now()`),
        notIdle(sql`${sql.placeholder("idleHours")}::int`),
      ),
    )
    .prepare("sessions_by_ids"),
);

/** As a sub-query, so that PostgreSQL does not plan anew for each number of ids that it sees. */
const isAnyOf = (id: PgColumn, placeholder: string) =>
  sql`${id} = any((select ${sql.placeholder(placeholder)}::uuid[])::uuid[])`;

/** Browsers and CLIs end when nobody used them for a day; tokens only at their expiry. */
export const notIdle = (hours: SQL | number = config().sessionIdleHours) =>
  or(eq(sessions.kind, "token"), gt(sessions.lastUsedAt, sql`now() - make_interval(hours => ${hours})`));

/** Many who come at the same moment are noted in one statement. */
const noteSeen = together(async (seen: SignedIn[]) => {
  const uses = seen.map(({ session, from }) => ({
    id: session.id,
    address: from.address,
    user_agent: from.userAgent?.slice(0, 512) ?? null,
  }));
  await sessionsAndUsersSeen(db()).execute({ ids: uses.map(({ id }) => id), uses: JSON.stringify(uses) });
  return () => {};
});

/**
 * In one round trip, and without a wait: whoever suspends somebody meanwhile locks these rows the other way round, and waits for us at
 * most. What they are at is left, both rows or none, and noted at the next request that there is.
 */
const sessionsAndUsersSeen = prepared((db) => {
  const free = db.$with("free").as(
    db
      .select({ id: sessions.id, userId: userSeen.userId })
      .from(sessions)
      .innerJoin(userSeen, eq(userSeen.userId, sessions.userId))
      .where(and(isAnyOf(sessions.id, "ids"), unhurried))
      .for("update", { skipLocked: true }),
  );
  const used = db.$with("used").as(
    db
      .update(sessions)
      .set({ lastUsedAt: sql`now()`, address: sql`uses.address`, userAgent: sql`uses.user_agent` })
      .from(sql`json_to_recordset(${sql.placeholder("uses")}::json) as uses(id uuid, address text, user_agent text)`)
      .where(and(eq(sessions.id, sql`uses.id`), inArray(sessions.id, db.select({ id: free.id }).from(free))))
      .returning({ id: sessions.id }),
  );
  return db
    .with(free, used)
    .update(userSeen)
    .set({ lastSeenAt: sql`now()` })
    .where(inArray(userSeen.userId, db.select({ userId: free.userId }).from(free)))
    .prepare("sessions_and_users_seen");
});

/** False where all seats are taken: they are as signed out until one is free. */
async function wake(actor: SignedIn): Promise<boolean> {
  try {
    await db().transaction(async (tx) => {
      const before = await lockUser(tx, actor.id);
      if (before.status !== "dormant") return;
      const after = await setStatus(tx, before, "active", { by: actor });
      await recordDone(tx, actor, "user.activated", changed(before, after, null));
    });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === "no_seat") return false;
    throw error;
  }
}
