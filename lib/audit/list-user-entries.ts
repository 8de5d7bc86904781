import { and, desc, eq, or } from "drizzle-orm";
import { z } from "zod";
import { auditEntries } from "@/db/schema";
import { uuidText } from "../input";
import { query } from "../operation";
import type { Changes } from "./record";

/** One line of the audit log, as those who may read it get it. */
export type AuditEntry = {
  id: string;
  at: Date;
  action: string;
  outcome: "done" | "refused";
  reason: string | null;
  actorKind: "user" | "operator" | "system" | "anonymous";
  actorName: string | null;
  address: string | null;
  targetType: string | null;
  targetName: string | null;
  changes: Changes;
};

/**
 * The last of what was done to a user or by them, the newest first. Attempts that were refused changed nothing and are
 * left to the whole log: whoever knocks all day would push out everything else.
 *
 * @refuses `forbidden`
 */
export const listUserEntries = query({
  permission: "audit:read",
  input: z.object({
    userId: uuidText("There is no such user."),
    limit: z.number().int().min(1).max(100).default(10),
  }),

  run: ({ db, input }): Promise<AuditEntry[]> =>
    db
      .select({
        id: auditEntries.id,
        at: auditEntries.at,
        action: auditEntries.action,
        outcome: auditEntries.outcome,
        reason: auditEntries.reason,
        actorKind: auditEntries.actorKind,
        actorName: auditEntries.actorName,
        address: auditEntries.address,
        targetType: auditEntries.targetType,
        targetName: auditEntries.targetName,
        changes: auditEntries.changes,
      })
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.outcome, "done"),
          or(eq(auditEntries.targetId, input.userId), eq(auditEntries.actorId, input.userId)),
        ),
      )
      .orderBy(desc(auditEntries.at), desc(auditEntries.id))
      .limit(input.limit),
});
