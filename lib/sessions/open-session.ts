import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sessions, userSeen, users } from "@/db/schema";
import type { Origin, SignedIn } from "../actor";
import { setStatus } from "../users/status";
import type { User } from "../users/user";
import { hashSecret, newSecret } from "./secret";

/** The end of a signed-in browser, however busy it is. */
export const sessionMaxDays = 30;

/** What a browser keeps: shown once, never stored here. */
export type SessionKey = { sessionId: string; secret: string };

/**
 * Signs a locked, unsuspended user in: a new session with a new secret. They are seen, and active from now on.
 *
 * @param kind what it is a session of; API tokens are made by `createToken` instead
 * @param until the end of a temporary password, where it was one
 */
export async function openSession(
  tx: Transaction,
  user: User,
  { from, until, kind = "web" }: { from: Origin; until: Date | null; kind?: "web" | "cli" },
): Promise<{ key: SessionKey; user: User; as: SignedIn }> {
  const secret = newSecret();
  const [session] = await tx
    .insert(sessions)
    .values({
      userId: user.id,
      kind,
      secretHash: hashSecret(secret),
      expiresAt: until ?? sql`now() + make_interval(days => ${sessionMaxDays})`,
      address: from.address,
      userAgent: from.userAgent?.slice(0, 512),
    })
    .returning({ id: sessions.id });
  if (!session) throw new Error("An insert returned no row.");

  const as = signedIn(user, { id: session.id, kind, scope: "all" }, from);
  await tx.update(userSeen).set({ lastSeenAt: sql`now()` }).where(eq(userSeen.userId, user.id));
  await tx
    .update(users)
    .set({ firstSignInAt: sql`now()` })
    .where(and(eq(users.id, user.id), isNull(users.firstSignInAt)));
  const now = user.status === "dormant" ? await setStatus(tx, user, "active", { by: as }) : user;
  return { key: { sessionId: session.id, secret }, user: now, as };
}

function signedIn(user: User, session: SignedIn["session"], from: Origin): SignedIn {
  const { id, username, name, email, roles, mustChangePassword } = user;
  return { kind: "user", id, username, name, email, roles, mustChangePassword, session, from };
}
