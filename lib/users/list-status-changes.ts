import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { userStatusChanges } from "@/db/schema";
import { maySee, noSuchUser } from "../access";
import { query } from "../operation";
import { findUser } from "./read";
import type { UserStatus } from "./user";

/** One step in the history of a user's status. */
export type StatusChange = {
  id: string;
  at: Date;
  /** Null: the user was created. */
  from: UserStatus | null;
  to: UserStatus;
  actorKind: string;
  /** Null with a user: they did it themselves. */
  actorName: string | null;
  reason: string | null;
  endedSessions: number;
};

/**
 * The last 50 changes of a user's status, the newest first.
 *
 * @refuses `not_found`
 */
export const listStatusChanges = query({
  permission: "signed in",
  input: z.object({ userId: z.string() }),

  async run({ db, actor, input }): Promise<StatusChange[]> {
    if (!maySee(actor, input.userId) || !(await findUser(db, input.userId))) noSuchUser();
    const changes = await db
      .select()
      .from(userStatusChanges)
      .where(eq(userStatusChanges.userId, input.userId))
      .orderBy(desc(userStatusChanges.at), desc(userStatusChanges.id))
      .limit(50);
    return changes.flatMap(({ userId: _, to, ...change }) => (to === null ? [] : [{ ...change, to }]));
  },
});
