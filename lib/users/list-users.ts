import { and, asc, desc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { userSeen, users } from "@/db/schema";
import { query } from "../operation";
import { filterText, matchingUsers } from "./matching";
import { type PageKey, readPageKey, type UserSort, userSort, writePageKey } from "./page-key";
import { notDeleted, publicUser, seenBeside } from "./read";
import type { User } from "./user";

export type UserPage = {
  rows: User[];
  /** The number of the first row in the whole list, counted while paging, from 1. */
  firstNumber: number;
  /** Keys for `after` and `before`; null at the end and at the start. */
  next: string | null;
  previous: string | null;
};

/**
 * A page of the users that match a filter, in the order asked for; ties are broken so that the order is total. Pages go
 * by key, so the last one costs what the first does. The matches are counted by `countUsers`, apart from the rows.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read, a page key of another list)
 */
export const listUsers = query({
  permission: "users:read",
  input: z.object({
    q: filterText,
    sort: userSort.prefault("username"),
    after: z.string().max(2000).optional(),
    before: z.string().max(2000).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(25),
  }),

  async run({ db, input: { q, sort, after, before, limit } }): Promise<UserPage> {
    const key = after ?? before;
    const from = key === undefined ? null : readPageKey(key, sort.by);
    const backwards = after === undefined && before !== undefined;

    const found = await readRows(db, { where: matchingUsers(q), ...sort, from, backwards, limit: limit + 1 });
    const more = found.length > limit;
    const rows = found.slice(0, limit);
    if (backwards) rows.reverse();

    const firstNumber = !from ? 1 : backwards ? Math.max(1, from.number - rows.length) : from.number + 1;
    const keyOf = (row: User, number: number) => writePageKey({ by: sort.by, values: valuesOf(row)[sort.by], number });
    const [first, last] = [rows[0], rows.at(-1)];
    const [hasPrevious, hasNext] = backwards ? [more, true] : [from !== null, more];
    return {
      rows,
      firstNumber,
      next: last && hasNext ? keyOf(last, firstNumber + rows.length - 1) : null,
      previous: first && hasPrevious ? keyOf(first, firstNumber) : null,
    };
  },
});

type Reading = {
  where: SQL | undefined;
  by: UserSort;
  descending: boolean;
  from: PageKey | null;
  backwards: boolean;
  limit: number;
};

async function readRows(db: Database, { where, by, descending, from, backwards, limit }: Reading): Promise<User[]> {
  const down = descending !== backwards;
  const columns = columnsOf[by];
  const beyond = from && sql`(${list(columns)}) ${sql.raw(down ? "<" : ">")} (${list(from.values.map(castFor(by)))})`;
  return db
    .select(publicUser)
    .from(users)
    .innerJoin(userSeen, seenBeside)
    .where(and(notDeleted, where, beyond ?? undefined))
    .orderBy(...columns.map((column) => (down ? desc(column) : asc(column))))
    .limit(limit);
}

/** What each order sorts by; the last of them tells any two users apart. Each has an index. */
const columnsOf: Record<UserSort, SQL[]> = {
  username: [sql`${users.usernameKey}`],
  created: [sql`${users.createdAt}`, sql`${users.id}`],
  last_seen: [sql`${userSeen.lastSeenAt}`, sql`${userSeen.userId}`],
  status: [sql`${users.status}`, sql`${users.usernameKey}`],
};

const valuesOf = (user: User): Record<UserSort, string[]> => ({
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
