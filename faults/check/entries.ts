import type postgres from "postgres";
import type { Attempt } from "../ledger";

/** An audit entry, as far as it is compared. */
export type Entry = {
  requestId: string;
  action: string;
  outcome: "done" | "refused";
  targetId: string | null;
  sessionId: string | null;
};

/** The audit entries of attempts, by the request's id. */
export async function entriesOf(sql: postgres.Sql, attempts: Attempt[]): Promise<Map<string, Entry[]>> {
  const rows = await sql<Entry[]>`
    select request_id as "requestId", action, outcome, target_id as "targetId", session_id as "sessionId"
    from audit_entries where request_id = any(${attempts.map(({ id }) => id)})`;
  const all = new Map<string, Entry[]>();
  for (const row of rows) all.set(row.requestId, [...(all.get(row.requestId) ?? []), row]);
  return all;
}
