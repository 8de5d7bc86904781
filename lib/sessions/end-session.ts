import { and, eq } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { operation } from "../operation";
import { refuse } from "../problems";
import { changed } from "../users/changed";
import { lockForAct } from "../users/manage";
import { clientName } from "./client-name";

/**
 * Ends one session or token of a user: of one's own, or of others for those who may.
 *
 * @refuses `not_found`, `forbidden`, `owner_protected`
 */
export const endSession = operation({
  action: "session.ended",
  permission: "signed in",
  input: z.object({ userId: z.string(), sessionId: z.string() }),

  async run({ tx, actor, input }) {
    const user = await lockForAct(tx, actor, "endSessions", input);
    if (!isUuid(input.sessionId)) refuse("not_found", "There is no such session or token.");
    const [ended] = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, user.id)))
      .returning({ kind: sessions.kind, name: sessions.name, userAgent: sessions.userAgent });
    if (!ended) refuse("not_found", "That session has already ended.");
    const label = ended.name || clientName(ended.userAgent);
    return changed(user, user, { label }, { also: { [ended.kind === "token" ? "token" : "session"]: [label, null] } });
  },
});
