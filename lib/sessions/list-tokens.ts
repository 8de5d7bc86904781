import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { noSuchUser, requireAccess } from "../access";
import { query } from "../operation";
import { findUser } from "../users/read";
import { readSessions, requireSeeingSessions } from "./list-sessions";

/**
 * The tokens that work now, the last used first: of one user, or with `everybody` of all. One's own, or others' for those
 * who may end them.
 *
 * @refuses `not_found`, `forbidden`
 */
export const listTokens = query({
  permission: "signed in",
  input: z.object({ userId: z.string(), everybody: z.boolean().default(false) }),

  async run({ db, actor, input: { userId, everybody } }) {
    if (everybody) requireAccess(actor, "users:end-sessions", {});
    else {
      requireSeeingSessions(actor, userId);
      if (!(await findUser(db, userId))) noSuchUser();
    }
    return readSessions(
      db,
      and(eq(sessions.kind, "token"), everybody ? undefined : eq(sessions.userId, userId)),
      actor,
    );
  },
});
