import { z } from "zod";
import type { Database } from "@/db/client";
import { uuidText } from "../input";
import { query } from "../operation";
import { refuse } from "../problems";
import { filterText, matchingUsers } from "./matching";
import { readPageKey, userSort, writePageKey } from "./page-key";
import { findUser } from "./read";
import { readRows, valuesOf } from "./rows";
import type { User, UserSort } from "./user";

export type UserPage<Row extends User = User> = {
  rows: Row[];
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
    /** For clients that know no keys: a user to go on after, and rows to leave out. */
    afterId: uuidText("after_id is no user’s id.").optional(),
    offset: z.coerce.number().int().min(0).max(1e9).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(25),
  }),

  async run({ db, input: { q, sort, after, before, afterId, offset, limit } }): Promise<UserPage> {
    const key = after ?? before ?? (afterId && (await keyAfter(db, afterId, sort.by)));
    const from = key === undefined ? null : readPageKey(key, sort.by);
    const backwards = after === undefined && before !== undefined;

    const found = await readRows(db, { where: matchingUsers(q), ...sort, from, backwards, limit: limit + 1, offset });
    const more = found.length > limit;
    const rows = found.slice(0, limit);
    if (backwards) rows.reverse();

    const firstNumber = !from
      ? offset + 1
      : backwards
        ? Math.max(1, from.number - rows.length)
        : from.number + 1 + offset;
    const keyOf = (row: User, number: number) => writePageKey({ by: sort.by, values: valuesOf(row)[sort.by], number });
    const [first, last] = [rows[0], rows.at(-1)];
    const [hasPrevious, hasNext] = backwards ? [more, true] : [from !== null || offset > 0, more];
    return {
      rows,
      firstNumber,
      next: last && hasNext ? keyOf(last, firstNumber + rows.length - 1) : null,
      previous: first && hasPrevious ? keyOf(first, firstNumber) : null,
    };
  },
});

/** The key behind a user's row. Its number in the list is not known, and counts as none. */
async function keyAfter(db: Database, id: string, by: UserSort): Promise<string> {
  const user = await findUser(db, id);
  if (!user) refuse("invalid", "after_id is no user’s id.", { fields: { afterId: "There is no such user." } });
  return writePageKey({ by, values: valuesOf(user)[by], number: 0 });
}
