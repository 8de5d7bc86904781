import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { sessions, userSeen, users } from "@/db/schema";
import type { Origin, SignedIn } from "../actor";
import { preparedWithin } from "../prepared";
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
 * @param first whether they never signed in before
 */
export async function openSession(
  tx: Transaction,
  user: User,
  { from, until, kind, first }: { from: Origin; until: Date | null; kind: "web" | "cli"; first: boolean },
): Promise<{ key: SessionKey; user: User; as: SignedIn }> {
  const [id, secret] = [uuidv7(), newSecret()];
  await sessionAndSeen(tx).execute({
    id,
    userId: user.id,
    kind,
    secretHash: hashSecret(secret),
    until: until?.toISOString() ?? null,
    address: from.address,
    userAgent: from.userAgent?.slice(0, 512) ?? null,
  });
  if (first) await tx.update(users).set({ firstSignInAt: sql`now()` }).where(eq(users.id, user.id));

  const as = signedIn(user, { id, kind, scope: "all" }, from);
  const now = user.status === "dormant" ? await setStatus(tx, user, "active", { by: as }) : user;
  return { key: { sessionId: id, secret }, user: now, as };
}

/** In one round trip: signing in is asked often, and all that somebody waits for there is a part of it. */
const sessionAndSeen = preparedWithin((on) => {
  const given = sql.placeholder;
  const seen = on.$with("seen").as(
    on
      .update(userSeen)
      .set({ lastSeenAt: sql`now()` })
      .where(eq(userSeen.userId, given("userId")))
      .returning({ userId: userSeen.userId }),
  );
  return on
    .with(seen)
    .insert(sessions)
    .values({
      id: given("id"),
      userId: given("userId"),
      kind: given("kind"),
      secretHash: given("secretHash"),
      expiresAt: sql`coalesce(${given("until")}::timestamptz, now() + make_interval(days => ${sql.raw(String(sessionMaxDays))}))`,
      address: given("address"),
      userAgent: given("userAgent"),
    })
    .prepare("session_and_seen");
});

function signedIn(user: User, session: SignedIn["session"], from: Origin): SignedIn {
  const { id, username, name, email, roles, mustChangePassword } = user;
  return { kind: "user", id, username, name, email, roles, mustChangePassword, session, from };
}
