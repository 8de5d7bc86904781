import { desc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { auditEntries, groupMembers, groups, userSeen, users } from "@/db/schema";
import type { Actor, Origin, SignedIn } from "@/lib/actor";
import type { Group } from "@/lib/groups/group";
import { readBack } from "@/lib/groups/read";
import { hashPassword } from "@/lib/passwords/hash";
import type { Role } from "@/lib/permissions";
import { authenticate } from "@/lib/sessions/authenticate";
import { openSession, type SessionKey } from "@/lib/sessions/open-session";
import { insertUser } from "@/lib/users/insert-user";
import { findUser } from "@/lib/users/read";
import { recordStatus } from "@/lib/users/status";
import type { LoginType, User, UserStatus } from "@/lib/users/user";

/** People for tests, made without the operations under test. Each test makes its own. */

export const password = "correct horse battery staple";
const passwordHash = hashPassword(password);

export const somewhere: Origin = {
  address: "192.0.2.7",
  userAgent: "Mozilla/5.0 (X11; Linux) Firefox/140.0",
  requestId: "test",
};

export const nobody: Actor = { kind: "anonymous", from: somewhere };
export const operator: Actor = { kind: "operator", name: "root", from: somewhere };

let made = 0;

type Wish = Partial<Pick<User, "username" | "email" | "name" | "status" | "lastSeenAt" | "createdAt">> & {
  roles?: Role[];
  loginType?: LoginType;
  temporary?: boolean;
};

/** A user as wished; active, with `password`, and a name of their own unless told. */
export async function aUser(wish: Wish = {}): Promise<User> {
  const loginType = wish.loginType ?? "password";
  const username = wish.username ?? `person-${process.pid}-${++made}`;
  const hash = loginType === "none" ? null : await passwordHash;
  return db().transaction(async (tx) => {
    const user = await insertUser(tx, operator, {
      username,
      email: wish.email === undefined ? `${username}@example.com` : wish.email,
      name: wish.name ?? "",
      loginType,
      roles: wish.roles ?? [],
      passwordHash: hash,
      temporary: wish.temporary ?? false,
    });
    const status: UserStatus = wish.status ?? "active";
    const { createdAt = user.createdAt } = wish;
    await tx.update(users).set({ status, createdAt, statusSince: createdAt }).where(eq(users.id, user.id));
    if (status !== "dormant") await recordStatus(tx, user.id, "dormant", status, { by: operator });
    if (wish.lastSeenAt)
      await tx.update(userSeen).set({ lastSeenAt: wish.lastSeenAt }).where(eq(userSeen.userId, user.id));
    return (await findUser(tx, user.id)) as User;
  });
}

/** A group of these people, with a name of its own unless told. */
export async function aGroup({ name, members = [] }: { name?: string; members?: User[] } = {}): Promise<Group> {
  return db().transaction(async (tx) => {
    const values = { name: name ?? `group-${process.pid}-${++made}` };
    const [group] = await tx.insert(groups).values(values).returning({ id: groups.id });
    if (!group) throw new Error("An insert returned no row.");
    const rows = members.map(({ id }) => ({ groupId: group.id, userId: id }));
    if (rows.length > 0) await tx.insert(groupMembers).values(rows);
    return readBack(tx, group.id);
  });
}

/** The user as an actor, through a session that is not in the database. */
export function as(user: User): SignedIn {
  const { id, username, name, email, roles, mustChangePassword } = user;
  const session = { id: "00000000-0000-7000-8000-000000000000", kind: "web", scope: "all" } as const;
  return { kind: "user", id, username, name, email, roles, mustChangePassword, session, from: somewhere };
}

/** A real session of the user. They are as seen, and as active, as by signing in. */
export const aSession = (user: User): Promise<SessionKey> =>
  db().transaction(
    async (tx) => (await openSession(tx, user, { from: somewhere, until: null, kind: "web", first: false })).key,
  );

/** The user as an actor through a real session. */
export async function signedIn(user: User): Promise<SignedIn> {
  return (await authenticate(await aSession(user), somewhere)) as SignedIn;
}

/** The user as they are now; undefined once deleted. */
export const now = async (user: User) => (await findUser(db(), user.id)) ?? undefined;

/** The audit entries about a user or a group, the newest first. */
export const auditOf = (user: Pick<User, "id">) =>
  db()
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.targetId, user.id))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id));

export const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** How many rows the tables of a user hold in all: to see that a refusal left nothing behind. */
export async function everythingOf(user: User) {
  const [row] = await db().execute(sql`
    select to_jsonb(u) as "user", (select jsonb_agg(r order by role) from user_roles r where user_id = u.id) as roles,
      (select jsonb_agg(s order by id) from sessions s where user_id = u.id) as sessions
    from users u where u.id = ${user.id}`);
  return row;
}
