import { z } from "zod";
import type { Database } from "@/db/client";
import { query } from "../operation";
import { findUsers, findUsersInGroups, type Reading, valuesOf } from "./find";
import { listStart, startOf } from "./list-start";
import { filterText, readUserFilter } from "./matching";
import { readPageKey, userSort, writePageKey } from "./page-key";
import type { User } from "./user";

export type UserPage<Row extends User = User> = {
  rows: Row[];
  /** The number of the first row in the whole list, counted while paging, from 1. */
  firstNumber: number;
  /** Keys for `after` and `before`; null at the end and at the start. */
  next: string | null;
  previous: string | null;
};

type Find<Row extends User> = (db: Database, reading: Reading) => Promise<Row[]>;

const listing = <Row extends User>(find: Find<Row>) =>
  query({
    permission: "users:read",
    input: z.object({
      q: filterText,
      sort: userSort.prefault("username"),
      ...listStart,
      before: z.string().max(2000, "This is no page of this list.").optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(25),
    }),

    async run({ db, input: { q, sort, after, before, afterId, offset, limit } }): Promise<UserPage<Row>> {
      const backwards = after === undefined && before !== undefined;
      const from = backwards ? readPageKey(before, sort.by) : await startOf(db, sort.by, { after, afterId });

      const tree = await readUserFilter(db, q);
      const found = await find(db, { tree, ...sort, from, backwards, limit: limit + 1, offset });
      const more = found.length > limit;
      const rows = found.slice(0, limit);
      if (backwards) rows.reverse();

      const firstNumber = !from
        ? offset + 1
        : backwards
          ? Math.max(1, from.number - rows.length)
          : from.number + 1 + offset;
      const keyOf = (row: User, number: number) =>
        writePageKey({ by: sort.by, values: valuesOf(row)[sort.by], number });
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

/**
 * A page of the users that match a filter, in the order asked for; ties are broken so that the order is total. Pages go
 * by key, so the last one costs what the first does. The matches are counted by `countUsers`, apart from the rows.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read, a page key of another list)
 */
export const listUsers = listing(findUsers);

/** `listUsers`, each with the names of their groups. */
export const listUsersInGroups = listing(findUsersInGroups);
