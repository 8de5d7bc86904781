import { z } from "zod";
import type { Database } from "@/db/client";
import { query } from "../operation";
import { filterText, matchingUsers } from "./matching";
import { type PageKey, userSort } from "./page-key";
import { type Reading, readRows, valuesOf } from "./rows";
import type { User } from "./user";

const batchSize = 500;

/**
 * All users that match a filter, in the order asked for, by batches: each is read when the one before is gone, so that
 * however many there are, few are held. Whoever does not change meanwhile comes exactly once.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read)
 */
export const streamUsers = query({
  permission: "users:read",
  input: z.object({ q: filterText, sort: userSort.prefault("username") }),
  run: async ({ db, input: { q, sort } }) => batches(db, { where: matchingUsers(q), ...sort }),
});

async function* batches(db: Database, list: Pick<Reading, "where" | "by" | "descending">): AsyncGenerator<User[]> {
  let from: PageKey | null = null;
  for (;;) {
    const rows: User[] = await readRows(db, { ...list, from, backwards: false, limit: batchSize });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    from = { by: list.by, values: valuesOf(last)[list.by], number: 0 };
  }
}
