import { z } from "zod";
import type { Database } from "@/db/client";
import { query } from "../operation";
import { type FullEntry, findEntries, type Place, readFilter, withPeople } from "./find";
import { filterOfEntries } from "./list-entries";
import { recordAsked } from "./record";

const batchSize = 500;

/**
 * All audit entries that match a filter, the newest first, by batches: each is read when the one before is gone. That they were
 * taken away is itself an entry, written before the first is given.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read)
 */
export const exportEntries = query({
  permission: "audit:read",
  input: z.object({ q: filterOfEntries, format: z.enum(["csv", "jsonl"], { error: "The format is csv or jsonl." }) }),

  async run({ db, actor, input: { q, format } }): Promise<AsyncGenerator<FullEntry[]>> {
    const tree = readFilter(q);
    await recordAsked(db, actor, "audit.exported", { filter: [null, q], format: [null, format] });
    return batches(db, tree);
  },
});

async function* batches(db: Database, tree: ReturnType<typeof readFilter>): AsyncGenerator<FullEntry[]> {
  let from: Place | null = null;
  for (;;) {
    const entries: FullEntry[] = await withPeople(
      db,
      await findEntries(db, { tree, from, backwards: false, limit: batchSize }),
    );
    if (entries.length > 0) yield entries;
    from = entries.at(-1) ?? null;
    if (!from || entries.length < batchSize) return;
  }
}
