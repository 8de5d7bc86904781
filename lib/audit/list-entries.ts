import { count, desc, eq, inArray, type SQL } from "drizzle-orm";
import { z } from "zod";
import { auditEntries, userSeen, users } from "@/db/schema";
import type { Actor } from "../actor";
import { parseFilter } from "../filter";
import { filterSql } from "../filter-sql";
import { query } from "../operation";
import { refuse } from "../problems";
import type { Result } from "../result";
import { publicUser } from "../users/read";
import type { User } from "../users/user";
import { auditFilter } from "./filter";
import { auditConditions } from "./filter-conditions";

export type FullEntry = typeof auditEntries.$inferSelect & {
  /** Who did it, as they now are; null for nobody, and for who is not there any more. */
  actor: User | null;
  /** Whether the user that it was done to is deleted by now. */
  targetDeleted: boolean;
};

const filterOfEntries = z.string({ error: "The filter is text." }).default("");

/**
 * The audit entries that match a filter, the newest first.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read)
 */
export const listEntries = query({
  permission: "audit:read",
  input: z.object({
    q: filterOfEntries,
    limit: z.coerce.number().int().min(1).max(1000).default(25),
    offset: z.coerce.number().int().min(0).max(1e9).default(0),
  }),

  async run({ db, input: { q, limit, offset } }): Promise<FullEntry[]> {
    const entries = await db
      .select()
      .from(auditEntries)
      .where(matchingEntries(q))
      .orderBy(desc(auditEntries.at), desc(auditEntries.id))
      .limit(limit)
      .offset(offset);
    const ids = [
      ...new Set(entries.flatMap(({ actorId, targetId }) => [actorId, targetId]).filter((id) => id !== null)),
    ];
    const found =
      ids.length === 0
        ? []
        : await db
            .select({ ...publicUser, deletedAt: users.deletedAt })
            .from(users)
            .innerJoin(userSeen, eq(userSeen.userId, users.id))
            .where(inArray(users.id, ids));
    const people = new Map(found.map(({ deletedAt, ...user }) => [user.id, { user, deleted: deletedAt !== null }]));
    return entries.map((entry) => {
      const actor = people.get(entry.actorId ?? "");
      return {
        ...entry,
        actor: actor && !actor.deleted ? actor.user : null,
        targetDeleted: people.get(entry.targetId ?? "")?.deleted ?? entry.action.endsWith(".deleted"),
      };
    });
  },
});

/**
 * How many audit entries match a filter, exactly.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read)
 */
export const countEntries = query({
  permission: "audit:read",
  input: z.object({ q: filterOfEntries }),

  async run({ db, input }) {
    const [row] = await db.select({ all: count() }).from(auditEntries).where(matchingEntries(input.q));
    return row?.all ?? 0;
  },
});

/** @refuses `invalid` a filter that cannot be read */
function matchingEntries(q: string): SQL | undefined {
  const parsed = parseFilter(auditFilter, q);
  if (!parsed.ok) refuse("invalid", parsed.error.message, { fields: { q: parsed.error.message } });
  return filterSql(parsed.tree, auditConditions, new Date());
}

/** A page of the entries beside the number of all that match. Refuses as `listEntries` does. */
export const auditPage = Object.assign(
  async (
    actor: Actor,
    input: Parameters<typeof listEntries>[1],
  ): Promise<Result<{ entries: FullEntry[]; count: number }>> => {
    const entries = await listEntries(actor, input);
    if (!entries.ok) return entries;
    const all = await countEntries(actor, { q: input.q });
    return all.ok ? { ok: true, value: { entries: entries.value, count: all.value } } : all;
  },
  { access: listEntries.access },
);
