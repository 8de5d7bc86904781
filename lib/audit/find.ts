import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "@/db/client";
import { auditEntries, auditNames, auditUnsealed, userSeen, users } from "@/db/schema";
import { parseFilter } from "../filter";
import { conjuncts, isTerm } from "../filter-parts";
import { containing, filterSql } from "../filter-sql";
import type { FilterTerm, FilterTree } from "../filter-tree";
import { Hints } from "../hints";
import { refuse } from "../problems";
import { publicUser } from "../users/read";
import type { User } from "../users/user";
import { type AuditFilter, auditFilter } from "./filter";
import { auditConditions } from "./filter-conditions";

/** Reading the audit log: the newest first, by key, whatever its size. */

export type FullEntry = typeof auditEntries.$inferSelect & {
  /** Who did it, as they now are; null for nobody, and for who is not there any more. */
  actor: User | null;
  /** The user it was done to, as they now are; null for anything else, and for who is not there any more. */
  target: User | null;
  /** Whether the user that it was done to is deleted by now. */
  targetDeleted: boolean;
};

/** Where an entry stands in the log. */
export type Place = { at: Date; id: string };

export type Reading = {
  tree: FilterTree<AuditFilter>;
  /** The entry to go on from; null: from the newest, or backwards from the oldest. */
  from: Place | null;
  /** Towards the newer ones, which then come the oldest first. */
  backwards: boolean;
  limit: number;
  offset?: number;
};

/** @refuses `invalid` a filter that cannot be read */
export function readFilter(q: string): FilterTree<AuditFilter> {
  const parsed = parseFilter(auditFilter, q);
  if (!parsed.ok) refuse("invalid", parsed.error.message, { fields: { q: parsed.error.message } });
  return parsed.tree;
}

export const matching = (tree: FilterTree<AuditFilter>): SQL | undefined =>
  filterSql(tree, auditConditions, new Date());

/** The entries as they were written. */
export async function findEntries(db: Database, reading: Reading): Promise<(typeof auditEntries.$inferSelect)[]> {
  const { tree, limit, offset = 0 } = reading;
  const about = offset === 0 ? userIds(tree) : null;
  if (about) {
    const fields = [sql`${auditEntries.actorId}`, sql`${auditEntries.targetId}`];
    return inOrder(db, reading, inArray(auditEntries.id, newestOf(fields, about, "uuid", reading)));
  }
  const part = offset === 0 ? namePart(tree) : null;
  if (part) {
    const question = JSON.stringify([tree, reading.backwards, limit, reading.from !== null]);
    const known = inVain.get(question);
    // Most names that somebody looks for stand in the next few entries; the others are asked for meanwhile.
    const [near, names] = await Promise.all([
      known ? [] : inOrder(nearby(db, reading), reading, matching(tree)),
      known === "many names" ? null : namesWith(db, part.texts),
    ]);
    if (near.length === limit) return near;
    if (!known) inVain.keep(question, names ? "few names" : "many names");
    if (names) return inOrder(db, reading, inArray(auditEntries.id, newestOf(part.fields, names, "text", reading)));
  }
  return inOrder(db, reading, and(matching(tree), beyond(reading)));
}

/** For which parts of names the next few entries are not enough, and how many names have them. */
const inVain = new Hints<"few names" | "many names">();

function inOrder(
  db: Pick<Database, "select">,
  { backwards, limit, offset = 0 }: Reading,
  where: SQL | undefined,
): Promise<(typeof auditEntries.$inferSelect)[]> {
  const order = backwards ? asc : desc;
  return db
    .select()
    .from(auditEntries)
    .where(where)
    .orderBy(order(auditEntries.at), order(auditEntries.id))
    .limit(limit)
    .offset(offset)
    .execute();
}

const manyNearby = 500;

/** A database in which there are only the next few entries, whatever they are. */
function nearby(db: Database, reading: Reading): Pick<Database, "select"> {
  const order = reading.backwards ? asc : desc;
  const next = db
    .select()
    .from(auditEntries)
    .where(beyond(reading))
    .orderBy(order(auditEntries.at), order(auditEntries.id))
    .limit(manyNearby);
  return db.with(db.$with("audit_entries").as(next)) as unknown as Pick<Database, "select">;
}

function beyond({ from, backwards }: Reading): SQL | undefined {
  if (!from) return undefined;
  const than = backwards ? sql`>` : sql`<`;
  return sql`(${auditEntries.at}, ${auditEntries.id}) ${than} (${from.at.toISOString()}::timestamptz, ${from.id}::uuid)`;
}

/** A part of a name, where that is all that a filter asks, and where it is looked for. */
type NamePart = { fields: SQL[]; texts: string[] };

const nameFields: Partial<Record<keyof AuditFilter, SQL[]>> = {
  actor: [sql`lower(${auditEntries.actorName})`],
  target: [sql`lower(${auditEntries.targetName})`],
  resource_target: [sql`lower(${auditEntries.targetName})`],
  search: [sql`lower(${auditEntries.actorName})`, sql`lower(${auditEntries.targetName})`],
};

function namePart(tree: FilterTree<AuditFilter>): NamePart | null {
  const term = onlyTerm(tree);
  const fields = term && nameFields[term.key];
  if (!term || !fields || (term.key === "search" && term.values.length > 1)) return null;
  return { fields, texts: term.values.map(String) };
}

/** The ids of users, where what they did and what was done to them is all that a filter asks. */
function userIds(tree: FilterTree<AuditFilter>): string[] | null {
  const term = onlyTerm(tree);
  return term?.key === "user_id" ? term.values.filter(isUuid) : null;
}

function onlyTerm(filter: FilterTree<AuditFilter>): FilterTerm<AuditFilter> | null {
  const [only, ...others] = conjuncts(filter);
  return only && others.length === 0 && isTerm(only) ? only : null;
}

/** So many names are looked up one by one; of more, some stand on every page of the log. */
const fewNames = 200;

/**
 * The names that have one of the texts in them; null: they are many. The planner cannot know whether such a name stands in every
 * second entry or in one of a million; the names themselves do.
 */
async function namesWith(db: Database, texts: string[]): Promise<string[] | null> {
  const has = (name: SQL) =>
    sql.join(
      texts.map((text) => sql`${name} like ${containing(text)}`),
      sql` or `,
    );
  const rows = await db.execute<{ name: string }>(sql`
    (select name from ${auditNames} where ${has(sql`name`)} limit ${fewNames + 1})
    union all (select distinct name from ${auditUnsealed} join ${auditEntries} on ${auditEntries.id} = ${auditUnsealed.entryId},
      unnest(array[lower(${auditEntries.actorName}), lower(${auditEntries.targetName})]) name where ${has(sql`name`)}
      limit ${fewNames + 1})`);
  return rows.length > fewNames ? null : [...new Set([...rows].map(({ name }) => name))];
}

/** The ids of the next entries: the next of each value in each of the fields, and of those the next. */
function newestOf(fields: SQL[], values: string[], type: "text" | "uuid", reading: Reading): SQL {
  const direction = reading.backwards ? sql`asc` : sql`desc`;
  const order = sql`order by at ${direction}, id ${direction} limit ${reading.limit}`;
  const list = sql`unnest(array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::${sql.raw(type)}[])`;
  const parts = fields.map(
    (field) => sql`select found.at, found.id from ${list} value cross join lateral (
      select at, id from ${auditEntries} where ${and(sql`${field} = value`, beyond(reading))} ${order}
    ) found`,
  );
  return sql`(select id from (${sql.join(parts, sql` union `)}) next ${order})`;
}

/** With who did it and whether the target is gone, as of now. */
export async function withPeople(db: Database, entries: (typeof auditEntries.$inferSelect)[]): Promise<FullEntry[]> {
  const ids = [...new Set(entries.flatMap(({ actorId, targetId }) => [actorId, targetId]).filter((id) => id !== null))];
  const found =
    ids.length === 0
      ? []
      : await db
          .select({ ...publicUser, deletedAt: users.deletedAt })
          .from(users)
          .innerJoin(userSeen, eq(userSeen.userId, users.id))
          .where(inArray(users.id, ids));
  const people = new Map(found.map(({ deletedAt, ...user }) => [user.id, { user, deleted: deletedAt !== null }]));
  const present = (id: string | null) => {
    const found = people.get(id ?? "");
    return found && !found.deleted ? found.user : null;
  };
  return entries.map((entry) => {
    return {
      ...entry,
      actor: present(entry.actorId),
      target: entry.targetType === "user" ? present(entry.targetId) : null,
      targetDeleted: people.get(entry.targetId ?? "")?.deleted ?? entry.action.endsWith(".deleted"),
    };
  });
}
