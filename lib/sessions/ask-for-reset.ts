import { and } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema";
import { operation } from "../operation";
import { refuse } from "../problems";
import { changed } from "../users/changed";
import { notDeleted, readBack } from "../users/read";
import { hasEmail, signInEmail } from "./sign-in";
import { countTry } from "./sign-in-limits";

/**
 * Leaves word in the audit log that somebody asks for a new password: an admin hands one out. A caller must not learn
 * from the answer whether there is such an account, and doors say the same for `not_found` as for done.
 *
 * @refuses `rate_limited`, `not_found`
 */
export const askForReset = operation({
  action: "user.password_reset_asked",
  permission: "anyone",
  input: z.object({ email: signInEmail }),
  target: ({ email }) => ({ type: "user", email }),

  prepare: ({ actor, input }) => countTry({ email: input.email, address: actor.from.address }),

  async run({ tx, input }) {
    const [account] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(hasEmail(input.email.toLowerCase()), notDeleted));
    if (!account) refuse("not_found", "There is no such user.");
    const user = await readBack(tx, account.id);
    return changed(user, user, null, { always: true });
  },
});
