import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "@/db/client";
import { userRoles, users } from "@/db/schema";
import { config } from "../config";
import { query } from "../operation";
import { notDeleted } from "../users/read";

/** Whether there is an owner yet, and whether making the first one asks for a code. */
export const isSetUp = query({
  permission: "anyone",
  input: z.object({}),
  run: async ({ db }) => ({ done: await isSetUpNow(db), asksCode: config().setupCode !== null }),
});

export async function isSetUpNow(db: Database | Transaction): Promise<boolean> {
  const owner = await db
    .select({ id: users.id })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .where(and(eq(userRoles.role, "owner"), notDeleted))
    .limit(1);
  return owner.length > 0;
}
