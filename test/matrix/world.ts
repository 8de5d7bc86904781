import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { writeKey } from "@/lib/sessions/key";
import type { SessionKey } from "@/lib/sessions/open-session";
import { hashSecret, newSecret } from "@/lib/sessions/secret";
import type { User } from "@/lib/users/user";
import { aGroup, aUser } from "../people";
import { type Role, type State, states, type Target } from "./rules";
import type { Aim } from "./table";

/** The people of the matrix: whoever asks, in every state of their credential, and those it is done to. */

export const kinds: Record<string, Role[]> = {
  member: [],
  owner: ["owner"],
  "user-admin": ["user-admin"],
  "template-admin": ["template-admin"],
  auditor: ["auditor"],
  "user-admin and auditor": ["user-admin", "auditor"],
  "user-admin and template-admin": ["user-admin", "template-admin"],
  "template-admin and auditor": ["template-admin", "auditor"],
};

/** A credential, and how it is sent. */
export type Asker = { kind: string; roles: Role[]; state: State; user: User; key: SessionKey | null; token: string };
export type Aimed = Target & { called: string; user: User; sessionId: string; tokenName: string };

export type World = { askers: Asker[]; aims: (asker: Asker | null) => Aimed[]; group: Aim["group"]; secrets: string[] };

export async function makeWorld(): Promise<World> {
  const keeper = await aUser({ username: "zz-keeper", name: "Zed Keeper", roles: ["owner"] });
  const group = await aGroup({ name: "zz group", members: [keeper] });
  const strangers = await aKey(keeper);

  const askers: Asker[] = [];
  for (const [kind, roles] of Object.entries(kinds)) {
    for (const state of states) askers.push(await anAsker(kind, roles, state, strangers));
  }
  const there: Record<string, Aimed> = {};
  for (const [called, roles] of Object.entries({
    lower: [],
    ...kinds,
    sideways: ["template-admin", "auditor"],
    higher: ["owner"],
  } as Record<string, Role[]>)) {
    there[called] = await aTarget(called, roles, "there");
  }
  const gone = await aTarget("gone", [], "deleted");
  await db().delete(sessions).where(eq(sessions.userId, gone.user.id));
  await db().update(users).set({ deletedAt: sql`now()`, passwordHash: "deleted" }).where(eq(users.id, gone.user.id));

  const own = new Map<User, Aimed>();
  for (const { user, roles } of askers) {
    const { sessionId } = await aKey(user, { name: `own-${user.username}` });
    own.set(user, { called: "own", is: "own", roles, user, sessionId, tokenName: `own-${user.username}` });
  }
  const aims = (asker: Asker | null) => [
    ...(asker ? [own.get(asker.user) as Aimed] : []),
    there.lower as Aimed,
    { ...(there[asker?.kind ?? "member"] as Aimed), called: "equal" },
    there.sideways as Aimed,
    there.higher as Aimed,
    { ...gone, called: "deleted" },
  ];

  const rows = await db().select({ hash: sessions.secretHash }).from(sessions);
  const secrets = [...rows.flatMap(({ hash }) => [hash.toString("hex"), hash.toString("base64")]), "$argon2"];
  return { askers, aims, group, secrets };
}

async function aTarget(called: string, roles: Role[], is: Target["is"]): Promise<Aimed> {
  const username = `zz-${called.replaceAll(" and ", "-")}`.slice(0, 32);
  const user = await aUser({ username, name: `Zed ${called}`, roles, status: "dormant" });
  const tokenName = `of-${username}`;
  const { sessionId } = await aKey(user, { name: tokenName });
  return { called, is, roles, user, sessionId, tokenName };
}

type Wish = Partial<typeof sessions.$inferInsert>;

async function aKey(user: User, wish: Wish = {}): Promise<SessionKey> {
  const secret = newSecret();
  const expiresAt = sql`now() + interval '1 day'`;
  const values = { kind: "token" as const, name: `k-${secret.slice(0, 12)}`, expiresAt: expiresAt as never, ...wish };
  const [row] = await db()
    .insert(sessions)
    .values({ userId: user.id, secretHash: hashSecret(secret), ...values })
    .returning({ id: sessions.id });
  return { sessionId: row?.id ?? "", secret };
}

const idle: Wish = { kind: "web", lastUsedAt: sql`now() - interval '25 hours'` as never };

async function anAsker(kind: string, roles: Role[], state: State, strangers: SessionKey): Promise<Asker> {
  const user = await aUser({ roles, temporary: state === "must change" });
  const key = await aKey(user, {
    ...(state === "for reading" && { scope: "read" }),
    ...(state === "expired" && { expiresAt: sql`now() - interval '1 second'` as never }),
    ...(state === "idle" && idle),
  });
  if (state === "suspended") await db().update(users).set({ status: "suspended" }).where(eq(users.id, user.id));
  if (state === "ended") await db().delete(sessions).where(eq(sessions.id, key.sessionId));
  if (state === "another’s secret") return { kind, roles, state, user, ...sent({ ...key, secret: strangers.secret }) };
  if (state === "garbage") return { kind, roles, state, user, key: null, token: "nonsense" };
  return { kind, roles, state, user, ...sent(key) };
}

const sent = (key: SessionKey) => ({ key, token: writeKey(key) });
