import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { maySee, noSuchUser } from "../access";
import type { Actor } from "../actor";
import { query } from "../operation";
import { can, whoMay } from "../permissions";
import { refuse } from "../problems";
import { findUser } from "../users/read";
import { notIdle } from "./authenticate";
import { clientName } from "./client-name";
import type { Session } from "./session";

/** The sessions and tokens of a user that work now, the last used first: one's own, or anybody's for those who may end them. */
export const listSessions = query({
  permission: "signed in",
  input: z.object({ userId: z.string() }),

  async run({ db, actor, input }) {
    requireSeeingSessions(actor, input.userId);
    if (!(await findUser(db, input.userId))) noSuchUser();
    return liveSessions(db, input.userId, actor);
  },
});

/**
 * One's own may be seen, or anybody's by those who may end them.
 *
 * @refuses `not_found` to whoever may not know of the user, else `forbidden`
 */
export function requireSeeingSessions(actor: Actor, userId: string): void {
  if (actor.kind !== "user" || actor.id === userId || can(actor, "users:end-sessions")) return;
  if (!maySee(actor, userId)) noSuchUser();
  refuse("forbidden", whoMay("users:end-sessions"));
}

/** What works now of a user's, at most 500. */
export const liveSessions = (db: Database | Transaction, userId: string, seenBy: Actor | null): Promise<Session[]> =>
  readSessions(db, eq(sessions.userId, userId), seenBy).limit(500);

/** The sessions and tokens that work now and that `where` holds for, the last used first. */
export function readSessions(db: Database | Transaction, where: SQL | undefined, seenBy: Actor | null) {
  const own = seenBy?.kind === "user" ? seenBy.session.id : null;
  return db
    .select({
      id: sessions.id,
      userId: sessions.userId,
      username: users.username,
      kind: sessions.kind,
      scope: sessions.scope,
      label: sql<string>`array[${sessions.name}, ${sessions.userAgent}]`.mapWith(labelOf),
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
      expiresAt: sessions.expiresAt,
      current: sql<boolean>`${sessions.id} is not distinct from ${own}::uuid`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(where, gt(sessions.expiresAt, sql`now()`), notIdle()))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
    .$dynamic();
}

const labelOf = ([name, userAgent]: [string, string | null]): string => name || clientName(userAgent);
