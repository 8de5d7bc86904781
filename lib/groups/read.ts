import { eq, type SQL, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database, Transaction } from "@/db/client";
import { groups } from "@/db/schema";
import { containing } from "../filter-sql";
import { refuse } from "../problems";
import { everyone, isEveryone } from "./everyone";
import type { Group } from "./group";

/** A group as it is read, with `from(groups)`. */
export const publicGroup = {
  id: groups.id,
  name: groups.name,
  displayName: groups.displayName,
  avatarUrl: groups.avatarUrl,
  quotaAllowance: groups.quotaAllowance,
  createdAt: groups.createdAt,
  updatedAt: groups.updatedAt,
  memberCount: sql<number>`(
    select coalesce(sum(count), 0)::int from group_member_counts where group_id = groups.id)`,
  isEveryone: sql<boolean>`false`,
};

/**
 * A group by its id or its name in any case; `Everyone` is one.
 *
 * @refuses `not_found`
 */
export async function findGroup(db: Database, idOrName: string): Promise<Group> {
  if (await isEveryone(idOrName)) return everyone(db);
  const [group] = await db.select(publicGroup).from(groups).where(isCalled(idOrName));
  return group ?? noSuchGroup();
}

/**
 * A group as it is now, locked until the transaction ends, so that two who change it take turns.
 *
 * @refuses `not_found`, also for `Everyone`
 */
export async function lockGroup(tx: Transaction, idOrName: string): Promise<Group> {
  const [locked] = await tx.select({ id: groups.id }).from(groups).where(isCalled(idOrName)).for("update");
  return locked ? readBack(tx, locked.id) : noSuchGroup();
}

/** A group that was just written or locked: it is there. */
export async function readBack(tx: Transaction, id: string): Promise<Group> {
  const [group] = await tx.select(publicGroup).from(groups).where(eq(groups.id, id));
  return group ?? noSuchGroup();
}

/** Names never look like ids. */
export function isCalled(idOrName: string): SQL {
  if (isUuid(idOrName)) return eq(groups.id, idOrName);
  return canBeAsked(idOrName) ? sql`lower(${groups.name}) = lower(${idOrName})` : sql`false`;
}

/** With a text in their name or display name, in any case. */
export function holding(text: string): SQL | undefined {
  if (text === "") return undefined;
  const inIt = containing(text);
  return canBeAsked(text)
    ? sql`(lower(${groups.name}) like ${inIt} or lower(${groups.displayName}) like ${inIt})`
    : sql`false`;
}

/** What PostgreSQL can hold, and so can be asked for. */
export const canBeAsked = (text: string) => text.isWellFormed() && !text.includes("\0");

function noSuchGroup(): never {
  refuse("not_found", "There is no such group.");
}
