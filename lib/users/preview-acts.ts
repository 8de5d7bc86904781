import { z } from "zod";
import { noSuchUser } from "../access";
import { query } from "../operation";
import { seatAhead } from "../seats/require-seat";
import { liveSessions } from "../sessions/list-sessions";
import { findUser } from "./read";
import { takesSeat } from "./user";

/**
 * What ends and what becomes free when a user is suspended, reset or deleted, and whether there is a seat for one who is
 * activated, as it is now: told before it is done.
 *
 * @returns the user as they now are, their sessions and tokens, whether they take a seat, and what they would find of seats
 * @refuses `forbidden`, `not_found`
 */
export const previewActs = query({
  permission: "users:end-sessions", // It tells of them.
  input: z.object({ userId: z.string() }),

  async run({ db, input }) {
    const user = await findUser(db, input.userId);
    if (!user) noSuchUser();
    const sessions = await liveSessions(db, user.id, null);
    return {
      user,
      sessions: sessions.map(({ id, label, kind }) => ({ id, label, kind })),
      takesSeat: takesSeat(user),
      seat: await seatAhead(db, user),
    };
  },
});
