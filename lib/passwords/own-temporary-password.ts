import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema";
import { query } from "../operation";
import { signedInActor } from "../sessions/signed-in-actor";

/** Until when a temporary password is good, who handed it out (null: an operator at the host) and when. */
export type TemporaryPassword = { expiresAt: Date; by: string | null; since: Date | null };

/** The temporary password that one signed in with; null for everybody else. All that one may ask before choosing a new one. */
export const ownTemporaryPassword = query({
  permission: "signed in",
  duringForcedChange: true,
  input: z.object({}),

  async run({ db, actor }): Promise<TemporaryPassword | null> {
    const [row] = await db
      .select({
        expiresAt: users.temporaryPasswordExpiresAt,
        by: users.temporaryPasswordBy,
        since: users.passwordChangedAt,
      })
      .from(users)
      .where(eq(users.id, signedInActor(actor).id));
    return row?.expiresAt ? { ...row, expiresAt: row.expiresAt } : null;
  },
});
