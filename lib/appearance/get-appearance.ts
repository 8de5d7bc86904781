import { z } from "zod";
import { maySee, noSuchUser } from "../access";
import { query } from "../operation";
import { findUser } from "../users/read";
import type { Appearance } from "./appearance";
import { readAppearance } from "./read";

/**
 * How a user wants their pages drawn: oneself, or anybody for those who see all users.
 *
 * @refuses `not_found`
 */
export const getAppearance = query({
  permission: "signed in",
  input: z.object({ userId: z.string() }),

  async run({ db, actor, input: { userId } }): Promise<Appearance> {
    if (!maySee(actor, userId) || !(await findUser(db, userId))) noSuchUser();
    return readAppearance(db, userId);
  },
});
