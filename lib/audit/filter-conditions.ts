import { inArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import { auditEntries, users } from "@/db/schema";
import { anyValue, containing, everyValue, type FilterConditions } from "../filter-sql";
import type { Moment } from "../filter-time";
import { actionWords } from "./action-words";
import type { AuditFilter } from "./filter";

/** What each key of `auditFilter` asks of `audit_entries`. Each is true or false, never null. */
export const auditConditions: FilterConditions<AuditFilter> = {
  action: anyValue(doing),
  actor: anyValue((part) => has(auditEntries.actorName, part)),
  target: anyValue((part) => has(auditEntries.targetName, part)),
  outcome: (values) => inArray(auditEntries.outcome, values),
  actor_kind: (values) => inArray(auditEntries.actorKind, values),
  ip: anyValue((address) => is(auditEntries.address, address)),
  since: anyValue(since),
  until: anyValue(until),
  date_from: anyValue(since),
  date_to: anyValue(until),
  request_id: anyValue((id) => is(auditEntries.requestId, id)),
  username: anyValue((name) => is(named(auditEntries.actorName), sql`lower(${name}::text)`)),
  email: anyValue(
    (email) => sql`(${auditEntries.actorId} is not null and ${auditEntries.actorId} = any (array(
      select ${users.id} from ${users} where lower(${users.email}) = lower(${email}::text))))`,
  ),
  resource_type: anyValue((type) =>
    type === "api_key"
      ? sql`(${auditEntries.action} = 'token.created' or ${auditEntries.changes} ? 'token')`
      : is(auditEntries.targetType, type),
  ),
  resource_id: anyValue((id) => (isUuid(id) ? is(auditEntries.targetId, sql`${id}::uuid`) : sql`false`)),
  user_id: anyValue((id) =>
    isUuid(id)
      ? sql`(${is(auditEntries.actorId, sql`${id}::uuid`)} or ${is(auditEntries.targetId, sql`${id}::uuid`)})`
      : sql`false`,
  ),
  resource_target: anyValue((part) => has(auditEntries.targetName, part)),
  status: (values) =>
    inArray(
      auditEntries.outcome,
      values.map((it) => (it === "200" || it === "done" ? "done" : "refused")),
    ),
  search: everyValue((part) => sql`(${has(auditEntries.actorName, part)} or ${has(auditEntries.targetName, part)})`),
};

// Never null, and in a form that an index can answer.
const is = (field: AnyPgColumn | SQL, value: SQL | string): SQL => sql`(${field} is not null and ${field} = ${value})`;

const named = (field: AnyPgColumn): SQL => sql`lower(${field})`;

const has = (field: AnyPgColumn, part: string): SQL =>
  sql`(${field} is not null and lower(${field}) like ${containing(part)})`;

function since({ notBefore }: Moment): SQL {
  return sql`${auditEntries.at} >= ${notBefore.toISOString()}::timestamptz`;
}

function until({ notAfter }: Moment): SQL {
  return sql`${auditEntries.at} <= ${notAfter.toISOString()}::timestamptz`;
}

/** One of ours by its name, or all that a word of the public API stands for. */
function doing(text: string): SQL {
  const word = text.toLowerCase();
  const ours = Object.hasOwn(actionWords, word) ? actionWords[word] : undefined;
  if (ours) return inArray(auditEntries.action, [...ours]);
  if (word !== "write") return sql`${auditEntries.action} = ${word}`;
  const others = Object.values(actionWords).flat();
  return sql`${auditEntries.action} not in ${others}`;
}
