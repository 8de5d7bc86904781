import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries, users } from "@/db/schema";
import { networkOf } from "../limits/network";
import { notDeleted } from "../users/read";

const days = 30;

/** Whether somebody signed in to the account from this network within the last month. As much work for an email that nobody has. */
export async function comesFromKnown(
  db: Database,
  { email, address }: { email: string; address: string | null },
): Promise<boolean> {
  if (address === null) return false;
  const owner = db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, email.toLowerCase()), notDeleted));
  const rows = await db
    .selectDistinct({ address: auditEntries.address })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.actorId, sql`(${owner})`),
        eq(auditEntries.action, "session.opened"),
        eq(auditEntries.outcome, "done"),
        sql`${auditEntries.at} > now() - make_interval(days => ${days})`,
      ),
    );
  return rows.some((row) => row.address !== null && networkOf(row.address) === networkOf(address));
}
