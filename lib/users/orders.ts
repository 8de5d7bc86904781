import { asc, desc, type Placeholder, type SQL, sql } from "drizzle-orm";
import { userSeen, users } from "@/db/schema";
import type { User, UserSort } from "./user";

/** The orders of a list of users, as columns, as the values of a page key, and as a comparison. */

/** A part of a list: so many from a key on, in an order. */
export type Slice = {
  by: UserSort;
  descending: boolean;
  from: Start | null;
  backwards: boolean;
  limit: number;
  offset?: number;
};

/** The values behind which a part begins, as a page key has them, or what stands for them in a query that is kept. */
export type Start = { values: (string | Placeholder)[] };

/** What each order sorts by; the last of them tells any two users apart. Each has an index. */
export const columnsOf: Record<UserSort, SQL[]> = {
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

/** Which of two users comes first, as PostgreSQL sorts them: byte by byte, and never before every time. */
export function inOrder(slice: Slice): (a: User, b: User) => number {
  const turn = isDown(slice) ? -1 : 1;
  const places = (user: User) => valuesOf(user)[slice.by].map((value) => (value === "-infinity" ? "" : value));
  return (a, b) => {
    const others = places(b);
    for (const [i, value] of places(a).entries()) {
      const other = others[i] ?? "";
      if (value !== other) return value < other ? -turn : turn;
    }
    return 0;
  };
}

export const isDown = ({ descending, backwards }: Slice) => descending !== backwards;

export const direction = (slice: Slice) => (isDown(slice) ? desc : asc);

export const orderBy = (slice: Slice, columns: SQL[]) => list(columns.map((column) => direction(slice)(column)));

/** What lies behind the key; undefined from the start. */
export function beyond(slice: Slice, columns: SQL[]): SQL | undefined {
  const { by, from } = slice;
  if (!from) return undefined;
  return sql`(${list(columns)}) ${sql.raw(isDown(slice) ? "<" : ">")} (${list(from.values.map(castFor(by)))})`;
}

/** Written out: of a number that it is not told PostgreSQL would think that it is large. */
export const upTo = ({ limit, offset }: Slice) =>
  sql.raw(`limit ${Number(limit)}${offset ? ` offset ${Number(offset)}` : ""}`);

const castFor = (by: UserSort) => (value: string | Placeholder, place: number) => {
  if (by === "username" || by === "status") return sql`${value}::text`;
  return place === 0 ? sql`${value}::timestamptz` : sql`${value}::uuid`;
};

export const list = (parts: SQL[]) => sql.join(parts, sql`, `);
