import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { userRoles, userSeen, users } from "@/db/schema";
import { type Actor, nameOf } from "../actor";
import { temporaryPasswordHours } from "../passwords/fields";
import type { Role } from "../permissions";
import { readBack } from "./read";
import { recordStatus } from "./status";
import type { LoginType, User } from "./user";

type NewUser = {
  username: string;
  email: string | null;
  name: string;
  loginType: LoginType;
  roles: Role[];
  /** Null for service accounts, which have none. */
  passwordHash: string | null;
  /** Whether the password is good for choosing another, and nothing else. */
  temporary: boolean;
};

/** Writes all rows that make a user: dormant, never seen. A name or email that is taken fails on its index. */
export async function insertUser(tx: Transaction, actor: Actor, user: NewUser): Promise<User> {
  const by = nameOf(actor);
  const [row] = await tx
    .insert(users)
    .values({
      username: user.username,
      email: user.email,
      name: user.name,
      loginType: user.loginType,
      passwordHash: user.passwordHash,
      passwordChangedAt: user.passwordHash === null ? null : sql`now()`,
      temporaryPasswordExpiresAt: user.temporary ? inHours(temporaryPasswordHours) : null,
      temporaryPasswordBy: user.temporary ? by : null,
      createdBy: by,
    })
    .returning({ id: users.id });
  if (!row) throw new Error("An insert returned no row.");

  await tx.insert(userSeen).values({ userId: row.id });
  if (user.roles.length > 0) {
    await tx
      .insert(userRoles)
      .values([...new Set(user.roles)].map((role) => ({ userId: row.id, role, grantedBy: by })));
  }
  await recordStatus(tx, row.id, null, "dormant", { by: actor });
  return readBack(tx, row.id);
}

export const inHours = (hours: number) => sql`now() + make_interval(hours => ${hours})`;
