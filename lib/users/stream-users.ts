import { z } from "zod";
import type { Database } from "@/db/client";
import { query } from "../operation";
import { findUsers, type Reading, valuesOf } from "./find";
import { listStart, startOf } from "./list-start";
import { filterText, readUserFilter } from "./matching";
import { userSort } from "./page-key";
import type { User } from "./user";

const batchSize = 500;

/**
 * All users that match a filter, in the order asked for, by batches: each is read when the one before is gone, so that
 * however many there are, few are held. Whoever does not change meanwhile comes exactly once.
 *
 * @param input after, afterId, offset where to begin, as for a page
 * @refuses `forbidden`, `invalid` (a filter that cannot be read, a page key of another list)
 */
export const streamUsers = query({
  permission: "users:read",
  input: z.object({ q: filterText, sort: userSort.prefault("username"), ...listStart }),

  async run({ db, input: { q, sort, offset, ...start } }) {
    const from = await startOf(db, sort.by, start);
    return batches(db, { tree: await readUserFilter(db, q), ...sort, from, offset });
  },
});

type List = Pick<Reading, "tree" | "by" | "descending" | "from" | "offset">;

async function* batches(db: Database, { from: start, offset: left, ...list }: List): AsyncGenerator<User[]> {
  let from = start;
  let offset = left;
  for (;;) {
    const rows: User[] = await findUsers(db, { ...list, from, offset, backwards: false, limit: batchSize });
    offset = 0;
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    from = { values: valuesOf(last)[list.by] };
  }
}
