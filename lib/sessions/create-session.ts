import { sql } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { maySee, noSuchUser } from "../access";
import { operation } from "../operation";
import { refuse } from "../problems";
import { changed } from "../users/changed";
import { lockUser } from "../users/read";
import { writeKey } from "./key";
import { sessionMaxDays } from "./open-session";
import { atMostOwn } from "./own-end";
import { requireRoom } from "./require-room";
import { hashSecret, newSecret } from "./secret";
import { signedInActor } from "./signed-in-actor";
import { requireStillOpen } from "./still-open";

/**
 * Makes another session of one's own, for a program that is to act as oneself for a while.
 *
 * @returns its token, shown once
 * @refuses `signed_out`, `not_now`, and `not_found`, `forbidden` for anybody else
 */
export const createSession = operation({
  action: "session.opened",
  permission: "signed in",
  input: z.object({ userId: z.string() }),

  async run({ tx, actor, input }) {
    const me = signedInActor(actor);
    if (input.userId !== me.id) {
      if (!maySee(actor, input.userId)) noSuchUser();
      refuse("forbidden", "A session is made for oneself only. Make a token for others.");
    }
    const user = await lockUser(tx, me.id);
    const heldBy = await requireStillOpen(tx, me);
    await requireRoom(tx, me.id);
    const secret = newSecret();
    const [made] = await tx
      .insert(sessions)
      .values({
        userId: me.id,
        kind: "cli",
        secretHash: hashSecret(secret),
        madeBy: heldBy,
        expiresAt: atMostOwn(actor, sql`now() + make_interval(days => ${sessionMaxDays})`),
        address: actor.from.address,
        userAgent: actor.from.userAgent?.slice(0, 512),
      })
      .returning({ id: sessions.id });
    if (!made) throw new Error("An insert returned no row.");
    return changed(user, user, { token: writeKey({ sessionId: made.id, secret }) }, { always: true });
  },
});
