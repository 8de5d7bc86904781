import { and, eq, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { noSuchUser } from "../access";
import { query } from "../operation";
import { refuse } from "../problems";
import { readSessions, requireSeeingSessions } from "./list-sessions";
import type { Session } from "./session";

/**
 * A session or token of a user that works now, by its id, or a token by its name in any case.
 *
 * @refuses `not_found`
 */
export const getSession = query({
  permission: "signed in",
  input: z.union([
    z.object({ userId: z.string(), sessionId: z.string() }),
    z.object({ userId: z.string(), tokenName: z.string() }),
  ]),

  async run({ db, actor, input }): Promise<Session> {
    requireSeeingSessions(actor, input.userId);
    if (!isUuid(input.userId)) noSuchUser();
    const is =
      "sessionId" in input
        ? isUuid(input.sessionId) && eq(sessions.id, input.sessionId)
        : and(eq(sessions.kind, "token"), sql`lower(${sessions.name}) = lower(${input.tokenName})`);
    const [found] = is ? await readSessions(db, and(is, eq(sessions.userId, input.userId)), actor).limit(1) : [];
    return found ?? refuse("not_found", "There is no such session or token.");
  },
});
