import { and, eq, isNull, sql } from "drizzle-orm";
import { validate as isUuid, v7 as uuidv7 } from "uuid";
import type { Database, Transaction } from "@/db/client";
import { auditEntries, groups, users } from "@/db/schema";
import { type Actor, nameOf } from "../actor";
import { isEveryone } from "../groups/everyone";
import { nameOfEveryone } from "../groups/group";
import { isCalled } from "../groups/read";
import { theOrganization } from "../organization/the-organization";
import { preparedWithin } from "../prepared";
import type { Problem } from "../problems";

/**
 * Whom or what an entry is about, a group by its id or its name. What it is called is read from the database, but for what is
 * yet to be made.
 */
export type Target =
  | { type: "user"; id?: string; email?: string }
  | { type: "group"; id: string }
  | { type: "user" | "group"; toBe: string };

/** What an operation did: the target, its fields before and after, and secrets that changed. */
export type Change<B> = {
  target: { type: Target["type"]; id: string; name: string };
  /** Null: it did not exist. */
  before: B | null;
  /** Null: it does not exist any more. */
  after: B | null;
  /** Names of secrets that were set; their values stay out of the log. */
  secrets?: string[];
  /** Why, in the words of who did it. */
  reason?: string | null;
  /** Further facts worth keeping, as `[before, after]` by name. */
  also?: Changes;
  /** Who it was, where that only became clear on the way: signing in. */
  by?: Actor;
  /** Worth an entry although no field changed: signing in or out. */
  always?: boolean;
};

export type Changes = Record<string, [unknown, unknown]>;

/** Adds the entry of something done, in its own transaction. Nothing changed: nothing recorded. */
export async function recordDone<B>(tx: Transaction, actor: Actor, action: string, change: Change<B>): Promise<void> {
  await recordAllDone(tx, actor, action, [change]);
}

/** The same done to many: an entry for each. */
export async function recordAllDone<B>(tx: Transaction, actor: Actor, action: string, all: Change<B>[]): Promise<void> {
  const entries = all.map((change) => ({ change, changes: changesOf(change) }));
  const told = entries.filter(({ change, changes }) => Object.keys(changes).length > 0 || change.always);
  if (told.length === 0) return;
  const rows = told.map(({ change, changes }) => ({
    ...whoAndWhere(change.by ?? actor),
    action,
    outcome: "done" as const,
    reason: change.reason ?? null,
    targetType: change.target.type,
    targetId: change.target.id,
    targetName: change.target.name,
    changes,
  }));
  if (rows.length === 1) await oneDone(tx).execute({ id: uuidv7(), ...rows[0] });
  else await tx.insert(auditEntries).values(rows);
}

/** The entry of nearly everything that is done. */
const oneDone = preparedWithin((on) => {
  const given = sql.placeholder;
  return on
    .insert(auditEntries)
    .values({
      id: given("id"),
      action: given("action"),
      outcome: "done",
      reason: given("reason"),
      actorKind: given("actorKind"),
      actorId: given("actorId"),
      actorName: given("actorName"),
      sessionId: given("sessionId"),
      address: given("address"),
      userAgent: given("userAgent"),
      requestId: given("requestId"),
      targetType: given("targetType"),
      targetId: given("targetId"),
      targetName: given("targetName"),
      changes: given("changes"),
    })
    .prepare("one_done");
});

/** Adds the entry of a refused attempt. Called after its transaction has rolled back. */
export async function recordRefused(
  db: Database,
  actor: Actor,
  action: string,
  target: Target | null,
  problem: Problem,
): Promise<void> {
  const found = target && (await look(db, target));
  await db.insert(auditEntries).values({
    ...whoAndWhere(actor),
    actorName: nameOf(actor) ?? (target && "email" in target ? target.email?.slice(0, 254) : null) ?? null,
    action,
    outcome: "refused",
    reason: problem.code,
    targetType: target?.type ?? null,
    targetId: found?.id ?? null,
    targetName: found?.name ?? null,
  });
}

/** Adds the entry of a question that is itself worth one. */
export async function recordAsked(
  db: Database | Transaction,
  actor: Actor,
  action: string,
  also: Changes,
): Promise<void> {
  await db.insert(auditEntries).values({ ...whoAndWhere(actor), action, outcome: "done", changes: also });
}

function whoAndWhere(actor: Actor) {
  return {
    actorKind: actor.kind,
    actorId: actor.kind === "user" ? actor.id : null,
    actorName: nameOf(actor),
    sessionId: actor.kind === "user" ? actor.session.id : null,
    address: actor.from.address,
    userAgent: actor.from.userAgent?.slice(0, 512) ?? null,
    requestId: actor.from.requestId,
  };
}

function changesOf<B>({ before, after, secrets = [], also = {} }: Change<B>): Changes {
  const changes: Changes = { ...also };
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]) as Set<keyof B & string>;
  for (const field of fields) {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    if (JSON.stringify(was) !== JSON.stringify(is)) changes[field] = [was, is];
  }
  for (const secret of secrets) changes[secret] = [null, "changed"];
  return changes;
}

async function look(db: Database, target: Target): Promise<{ id: string | null; name: string } | null> {
  if ("toBe" in target) return { id: null, name: target.toBe };
  if (target.type === "group") return lookForGroup(db, target.id);
  const { id, email } = target;
  const is = id
    ? isUuid(id) && eq(users.id, id)
    : email !== undefined && and(eq(sql`lower(${users.email})`, sql`lower(${email})`), isNull(users.deletedAt));
  if (!is) return null;
  const [found] = await db.select({ id: users.id, name: users.username }).from(users).where(is).limit(1);
  return found ?? null;
}

async function lookForGroup(db: Database, idOrName: string): Promise<{ id: string; name: string } | null> {
  if (await isEveryone(idOrName)) return { id: (await theOrganization()).id, name: nameOfEveryone };
  const [found] = await db.select({ id: groups.id, name: groups.name }).from(groups).where(isCalled(idOrName));
  return found ?? null;
}
