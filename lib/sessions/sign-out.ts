import { eq } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { operation } from "../operation";
import { changed } from "../users/changed";
import { readBack } from "../users/read";
import { signedInActor } from "./signed-in-actor";

/** Ends the session that asks. */
export const signOut = operation({
  action: "session.closed",
  permission: "signed in",
  duringForcedChange: true,
  input: z.object({}),

  async run({ tx, actor }) {
    const me = signedInActor(actor);
    await tx.delete(sessions).where(eq(sessions.id, me.session.id));
    const user = await readBack(tx, me.id);
    return changed(user, user, null, { always: true });
  },
});
