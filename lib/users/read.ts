import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database, Transaction } from "@/db/client";
import { groupMembers, groups, userSeen, users } from "@/db/schema";
import { noSuchUser } from "../access";
import { type Role, roles } from "../permissions";
import { preparedWithin } from "../prepared";
import type { User } from "./user";

/** The columns that may leave the database, and no others. Goes with `from(users)` and `seenBeside`. */
export const publicUser = {
  id: users.id,
  username: users.username,
  email: users.email,
  name: users.name,
  status: users.status,
  statusSince: users.statusSince,
  statusBy: users.statusBy,
  statusReason: users.statusReason,
  roles: sql<Role[]>`array(select role from user_roles where user_id = ${users.id})`.mapWith(inOrder),
  loginType: users.loginType,
  lastSeenAt: sql<Date | null>`nullif(${userSeen.lastSeenAt}, '-infinity')`.mapWith(toDate),
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  mustChangePassword: sql<boolean>`${users.temporaryPasswordExpiresAt} is not null`,
  version: users.version,
};

/** The names of a user’s groups, without `Everyone`. */
export const groupNames = sql<
  string[]
>`array(select ${groups.name} from ${groupMembers} join ${groups} on ${groups.id} = ${groupMembers.groupId}
  where ${groupMembers.userId} = ${users.id} order by lower(${groups.name}) collate "C")`;

/** The join that `publicUser` needs: every user has one row there. */
export const seenBeside = eq(userSeen.userId, users.id);

export const notDeleted = isNull(users.deletedAt);

/** A user by id, or null. */
export async function findUser(db: Database | Transaction, id: string): Promise<User | null> {
  if (!isUuid(id)) return null;
  const [user] = await userById(db).execute({ id });
  return user ?? null;
}

const userById = preparedWithin((on) => selectUser(on, eq(users.id, sql.placeholder("id"))).prepare("user_by_id"));

/** The users of these ids that are there, in no order. */
export async function findUsersById(db: Database | Transaction, ids: string[]): Promise<User[]> {
  return db
    .select(publicUser)
    .from(users)
    .innerJoin(userSeen, seenBeside)
    .where(and(inArray(users.id, ids), notDeleted));
}

/** A user by username, in whatever case, or null, as for what can be nobody’s: the database takes no NUL, for one. */
export async function findUserByName(db: Database | Transaction, username: string): Promise<User | null> {
  if (!/^[a-z\d-]{1,32}$/i.test(username)) return null;
  return findWhere(db, eq(users.usernameKey, username.toLowerCase()));
}

export async function findUserByEmail(db: Database | Transaction, email: string): Promise<User | null> {
  return findWhere(db, sql`lower(${users.email}) = lower(${email}::text)`);
}

async function findWhere(db: Database | Transaction, is: SQL): Promise<User | null> {
  const [user] = await selectUser(db, is);
  return user ?? null;
}

export const selectUser = (db: Database | Transaction, is: SQL) =>
  db.select(publicUser).from(users).innerJoin(userSeen, seenBeside).where(and(is, notDeleted));

/**
 * A user as they are now, locked until the transaction ends, so that two who act on them take turns.
 *
 * @refuses `not_found`
 */
export async function lockUser(tx: Transaction, id: string): Promise<User> {
  if (!isUuid(id)) noSuchUser();
  const locked = await lockById(tx).execute({ id });
  if (locked.length === 0) noSuchUser();
  return (await findUser(tx, id)) ?? noSuchUser();
}

const lockById = preparedWithin((on) =>
  on
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, sql.placeholder("id")), notDeleted))
    .for("update")
    .prepare("lock_user"),
);

/** `lockUser` for a user just written: it is there. */
export async function readBack(tx: Transaction, id: string): Promise<User> {
  return (await findUser(tx, id)) ?? noSuchUser();
}

function inOrder(held: Role[]): Role[] {
  return roles.filter((role) => held.includes(role));
}

function toDate(value: Date | string): Date {
  return new Date(value);
}
