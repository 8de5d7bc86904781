import { and, eq, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { groupMembers, users } from "@/db/schema";
import { type ProblemCode, refuse } from "../problems";
import { notDeleted } from "../users/read";

/** Users by id, or by username in any case. */
export const userNames = z
  .array(z.string({ error: "A user is named by id or username." }), { error: "This is no list of users." })
  .max(1000, "At most 1,000 users at a time.");

type Named = { addUsers: string[]; removeUsers: string[] };
type Person = { id: string; username: string };

/**
 * The users whom a change of members names, who stay as they are until the transaction ends: nobody is added who is deleted meanwhile.
 *
 * @refuses `not_found` where one is not there, `invalid` where one is to be both added and removed; each with the
 *   places in the lists, as `addUsers.0`
 */
export async function findNamedUsers(
  tx: Transaction,
  { addUsers, removeUsers }: Named,
): Promise<{ toAdd: Person[]; toRemove: Person[] }> {
  const known = await usersByName(tx, [...addUsers, ...removeUsers]);
  const find = (name: string) => known.get(name.toLowerCase());
  const isUnknown = (name: string) => !find(name);
  refusePlaces("not_found", "There is no such user.", {
    ...placesIn("addUsers", addUsers, isUnknown),
    ...placesIn("removeUsers", removeUsers, isUnknown),
  });

  const all = (names: string[]) => names.flatMap((name) => find(name) ?? []);
  const [toAdd, toRemove] = [all(addUsers), all(removeUsers)];
  const isAddedToo = (name: string) => toAdd.some(({ id }) => id === find(name)?.id);
  refusePlaces("invalid", "This user is to be added too.", placesIn("removeUsers", removeUsers, isAddedToo));
  return { toAdd, toRemove };
}

/**
 * Puts users into a group that is locked.
 *
 * @returns the usernames of those who were not in it before, in order
 */
export async function addMembers(tx: Transaction, groupId: string, people: Person[]): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = [...new Set(people.map(({ id }) => id))].map((userId) => ({ groupId, userId }));
  const added = await tx.insert(groupMembers).values(rows).onConflictDoNothing().returning();
  return usernamesOf(added, people);
}

/**
 * Takes users out of a group that is locked.
 *
 * @returns the usernames of those who were in it before, in order
 */
export async function removeMembers(tx: Transaction, groupId: string, people: Person[]): Promise<string[]> {
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const these = and(eq(groupMembers.groupId, groupId), isIdOf(groupMembers.userId, ids));
  return usernamesOf(await tx.delete(groupMembers).where(these).returning(), people);
}

/** Users who are there, by id and by lower-case username: no username looks like an id. */
async function usersByName(tx: Transaction, names: string[]): Promise<Map<string, Person>> {
  const ids = names.filter((name) => isUuid(name));
  const keys = names.filter((name) => /^[\w-]{1,32}$/.test(name)).map((name) => name.toLowerCase());
  const found = await tx
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(and(notDeleted, or(isIdOf(users.id, ids), sql`${users.usernameKey} = any(${sql.param(keys)}::text[])`)))
    .orderBy(users.id)
    .for("share");
  return new Map(found.flatMap((person) => [person.id, person.username.toLowerCase()].map((key) => [key, person])));
}

/** `inArray`, as one text for PostgreSQL to keep, however many there are. */
const isIdOf = (column: PgColumn, ids: string[]) => sql`${column} = any(${sql.param(ids)}::uuid[])`;

function placesIn(field: keyof Named, names: string[], isWrong: (name: string) => boolean): Record<string, number> {
  return Object.fromEntries(names.flatMap((name, at) => (isWrong(name) ? [[`${field}.${at}`, at + 1]] : [])));
}

function refusePlaces(code: ProblemCode, what: string, places: Record<string, number>): void {
  const [first] = Object.entries(places);
  if (!first) return;
  const [field, number] = first;
  const list = field.startsWith("addUsers") ? "to add" : "to remove";
  const fields = Object.fromEntries(Object.keys(places).map((place) => [place, what]));
  refuse(code, `${what} It is number ${number} of those ${list}.`, { fields });
}

function usernamesOf(rows: { userId: string }[], people: Person[]): string[] {
  const ids = new Set(rows.map(({ userId }) => userId));
  return [...new Set(people.filter(({ id }) => ids.has(id)).map(({ username }) => username))].sort();
}
