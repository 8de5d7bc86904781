import { and, desc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { sessions } from "@/db/schema";
import { noSuchUser } from "../access";
import { query } from "../operation";
import { can } from "../permissions";
import { findUser } from "../users/read";
import { notIdle } from "./authenticate";
import { clientName } from "./client-name";
import type { Session } from "./session";

/** The sessions and tokens of a user that work now, the last used first: one's own, or anybody's for those who see users. */
export const listSessions = query({
  permission: "signed in",
  input: z.object({ userId: z.string() }),

  async run({ db, actor, input }) {
    if (actor.kind === "user" && actor.id !== input.userId && !can(actor, "users:end-sessions")) noSuchUser();
    if (!(await findUser(db, input.userId))) noSuchUser();
    return liveSessions(db, input.userId, actor.kind === "user" ? actor.session.id : null);
  },
});

export async function liveSessions(
  db: Database | Transaction,
  userId: string,
  currentId: string | null,
): Promise<Session[]> {
  const rows = await db
    .select({
      id: sessions.id,
      kind: sessions.kind,
      name: sessions.name,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`), notIdle()))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
    .limit(500);
  return rows.map(({ name, userAgent, ...row }) => ({
    ...row,
    label: name || clientName(userAgent),
    current: row.id === currentId,
  }));
}
