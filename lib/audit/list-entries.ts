import { sql } from "drizzle-orm";
import { z } from "zod";
import { auditChain, auditEntries, auditUnsealed } from "@/db/schema";
import type { Actor } from "../actor";
import { query } from "../operation";
import { refuse } from "../problems";
import type { Result } from "../result";
import { type FullEntry, findEntries, matching, type Place, readFilter, withPeople } from "./find";

export const filterOfEntries = z.string({ error: "The filter is text." }).default("");

export type EntryPage = {
  rows: FullEntry[];
  /** The number of the first row in the whole list, counted while paging, from 1. */
  firstNumber: number;
  /** Keys for `after` and `before`; null at the end and at the start. */
  next: string | null;
  previous: string | null;
};

/**
 * A page of the audit entries that match a filter, the newest first. Pages go by key, so the last one costs what the first
 * does.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read, a page key that is none)
 */
export const listEntries = query({
  permission: "audit:read",
  input: z.object({
    q: filterOfEntries,
    after: z.string().max(200).optional(),
    before: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(25),
    offset: z.coerce.number().int().min(0).max(1e9).default(0),
  }),

  async run({ db, input: { q, after, before, limit, offset } }): Promise<EntryPage> {
    const key = after ?? before;
    const from = key === undefined ? null : readKey(key);
    const backwards = after === undefined && before !== undefined;
    const found = await findEntries(db, { tree: readFilter(q), from, backwards, limit: limit + 1, offset });
    const more = found.length > limit;
    const rows = found.slice(0, limit);
    if (backwards) rows.reverse();

    const started = from ? from.number + 1 + offset : offset + 1;
    const firstNumber = from && backwards ? Math.max(1, from.number - rows.length) : started;
    const [first, last] = [rows[0], rows.at(-1)];
    const [hasPrevious, hasNext] = backwards ? [more, true] : [from !== null || offset > 0, more];
    return {
      rows: await withPeople(db, rows),
      firstNumber,
      next: last && hasNext ? writeKey(last, firstNumber + rows.length - 1) : null,
      previous: first && hasPrevious ? writeKey(first, firstNumber) : null,
    };
  },
});

/**
 * How many audit entries match a filter, exactly. All that there are stand in the chain, or are to be: none is ever removed, and counting
 * a million takes 60 ms.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read)
 */
export const countEntries = query({
  permission: "audit:read",
  input: z.object({ q: filterOfEntries }),

  async run({ db, input }) {
    const tree = readFilter(input.q);
    const isAll = tree.is === "all" && tree.of.length === 0;
    const kept = sql<number>`${auditChain.length} + ${db.$count(auditUnsealed)}`.mapWith(Number);
    const [chain] = isAll ? await db.select({ all: kept }).from(auditChain) : [];
    return chain?.all ?? db.$count(auditEntries, matching(tree));
  },
});

/** A page of the entries beside the number of all that match. Refuses as `listEntries` does. */
export const auditPage = Object.assign(
  async (
    actor: Actor,
    input: Parameters<typeof listEntries>[1],
  ): Promise<Result<{ entries: FullEntry[]; count: number; next: string | null }>> => {
    const page = await listEntries(actor, input);
    if (!page.ok) return page;
    const all = await countEntries(actor, { q: input.q });
    return all.ok ? { ok: true, value: { entries: page.value.rows, count: all.value, next: page.value.next } } : all;
  },
  { access: listEntries.access },
);

const writeKey = ({ at, id }: Place, number: number): string =>
  Buffer.from(JSON.stringify([at.getTime(), id, number])).toString("base64url");

const shape = z.tuple([z.number().int().min(0).max(8.64e15), z.uuid(), z.number().int().min(0).max(1e12)]);

/** @refuses `invalid` what `writeKey` did not write */
function readKey(text: string): Place & { number: number } {
  const parsed = shape.safeParse(fromBase64(text));
  if (!parsed.success) {
    const message = "This is no page of the audit log. Begin at the first one.";
    refuse("invalid", message, { fields: { after: message } });
  }
  const [at, id, number] = parsed.data;
  return { at: new Date(at), id, number };
}

function fromBase64(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return null;
  }
}
