import type { FullEntry } from "@/lib/audit/find";
import { clientName } from "@/lib/sessions/client-name";

/** An entry as the page draws it. */
export type EntryRow = Pick<
  FullEntry,
  | "id"
  | "at"
  | "action"
  | "outcome"
  | "reason"
  | "actorKind"
  | "actorName"
  | "sessionId"
  | "address"
  | "targetType"
  | "targetName"
  | "changes"
  | "requestId"
> & {
  /** "Firefox on Linux"; null where nothing was told. */
  client: string | null;
  /** The usernames of now of who did it and of whom it was done to; null where they have no page. */
  actorNow: string | null;
  targetNow: string | null;
};

export const rowOf = (entry: FullEntry): EntryRow => ({
  id: entry.id,
  at: entry.at,
  action: entry.action,
  outcome: entry.outcome,
  reason: entry.reason,
  actorKind: entry.actorKind,
  actorName: entry.actorName,
  sessionId: entry.sessionId,
  address: entry.address,
  targetType: entry.targetType,
  targetName: entry.targetName,
  changes: entry.changes,
  requestId: entry.requestId,
  client: entry.userAgent === null ? null : clientName(entry.userAgent),
  actorNow: entry.actor?.username ?? null,
  targetNow: entry.target?.username ?? null,
});
