import { z } from "zod";
import { operation } from "../operation";
import { changed } from "../users/changed";
import { lockForAct } from "../users/manage";
import { signOutEverywhere } from "./sign-out-everywhere";

/**
 * Ends all sessions and tokens of a user; of one's own, all but the one that asks.
 *
 * @returns how many ended
 * @refuses `not_found`, `forbidden`, `owner_protected`
 */
export const endSessions = operation({
  action: "session.all_ended",
  permission: "signed in",
  input: z.object({ userId: z.string() }),

  async run({ tx, actor, input }) {
    const user = await lockForAct(tx, actor, "endSessions", input);
    const mine = actor.kind === "user" && actor.id === user.id;
    const ended = await signOutEverywhere(tx, user.id, mine ? actor.session : undefined);
    return changed(user, user, { ended }, ended > 0 ? { also: { sessions: [ended, 0] } } : {});
  },
});
