import { inArray, type SQL, sql } from "drizzle-orm";
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
  username: anyValue((name) => sql`coalesce(lower(${auditEntries.actorName}) = lower(${name}::text), false)`),
  email: anyValue(
    (email) => sql`exists (select 1 from ${users} where ${users.id} = ${auditEntries.actorId}
      and lower(${users.email}) = lower(${email}::text))`,
  ),
  resource_type: anyValue((type) =>
    type === "api_key"
      ? sql`(${auditEntries.action} = 'token.created' or ${auditEntries.changes} ? 'token')`
      : sql`coalesce(${auditEntries.targetType} = ${type}, false)`,
  ),
  resource_id: anyValue((id) => sql`coalesce(${auditEntries.targetId}::text = lower(${id}::text), false)`),
  resource_target: anyValue((part) => has(auditEntries.targetName, part)),
  status: (values) =>
    inArray(
      auditEntries.outcome,
      values.map((it) => (it === "200" || it === "done" ? "done" : "refused")),
    ),
  search: everyValue((part) => sql`(${has(auditEntries.actorName, part)} or ${has(auditEntries.targetName, part)})`),
};

type Text = typeof auditEntries.actorName | typeof auditEntries.targetName | typeof auditEntries.address;

const is = (field: Text | typeof auditEntries.requestId, text: string): SQL => sql`coalesce(${field} = ${text}, false)`;

const has = (field: Text, part: string): SQL => sql`coalesce(lower(${field}) like ${containing(part)}, false)`;

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
