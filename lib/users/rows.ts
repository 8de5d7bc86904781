import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { userSeen, users } from "@/db/schema";
import type { PageKey } from "./page-key";
import { notDeleted, publicUser, seenBeside } from "./read";
import type { User, UserSort } from "./user";

export type Reading = {
  where: SQL | undefined;
  by: UserSort;
  descending: boolean;
  from: PageKey | null;
  backwards: boolean;
  limit: number;
  offset?: number;
};

/** Users in an order, from a key on or from the start. */
export async function readRows(
  db: Database,
  { where, by, descending, from, backwards, limit, offset = 0 }: Reading,
): Promise<User[]> {
  const down = descending !== backwards;
  const columns = columnsOf[by];
  const beyond = from && sql`(${list(columns)}) ${sql.raw(down ? "<" : ">")} (${list(from.values.map(castFor(by)))})`;
  return db
    .select(publicUser)
    .from(users)
    .innerJoin(userSeen, seenBeside)
    .where(and(notDeleted, where, beyond ?? undefined))
    .orderBy(...columns.map((column) => (down ? desc(column) : asc(column))))
    .limit(limit)
    .offset(offset);
}

/** What each order sorts by; the last of them tells any two users apart. Each has an index. */
const columnsOf: Record<UserSort, SQL[]> = {
  username: [sql`${users.usernameKey}`],
  created: [sql`${users.createdAt}`, sql`${users.id}`],
  last_seen: [sql`${userSeen.lastSeenAt}`, sql`${userSeen.userId}`],
  status: [sql`${users.status}`, sql`${users.usernameKey}`],
};

/** What a user stands at in each order, as a page key has it. */
export const valuesOf = (user: User): Record<UserSort, string[]> => ({
  username: [user.username.toLowerCase()],
  created: [user.createdAt.toISOString(), user.id],
  last_seen: [user.lastSeenAt?.toISOString() ?? "-infinity", user.id],
  status: [user.status, user.username.toLowerCase()],
});

const castFor = (by: UserSort) => (value: string, place: number) => {
  if (by === "username" || by === "status") return sql`${value}::text`;
  return place === 0 ? sql`${value}::timestamptz` : sql`${value}::uuid`;
};

const list = (parts: SQL[]) => sql.join(parts, sql`, `);
