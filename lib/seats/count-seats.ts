import { and, count, eq, ne } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { users } from "@/db/schema";
import { notDeleted } from "../users/read";

/** How many seats are taken now: one by each active user who is no service account. */
export async function seatsTaken(db: Database | Transaction): Promise<number> {
  const [row] = await db
    .select({ taken: count() })
    .from(users)
    .where(and(notDeleted, eq(users.status, "active"), ne(users.loginType, "none")));
  return row?.taken ?? 0;
}
