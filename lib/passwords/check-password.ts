import { z } from "zod";
import { query } from "../operation";
import { refuse } from "../problems";
import { isSetUpNow } from "../setup/is-set-up";
import { countJudging } from "./count-judging";
import { typedPassword } from "./fields";
import { strengthOf } from "./strength";

/**
 * Says how good a password would be, while it is typed. It is neither stored nor logged. Whoever is not signed in may ask
 * while there is no owner yet, who would choose theirs.
 *
 * @refuses `signed_out`, `rate_limited`
 * @returns whether it may be used, its score, and the reasons why not
 */
export const checkPassword = query({
  permission: "anyone",
  duringForcedChange: true,
  input: z.object({
    password: typedPassword,
    username: z.string().max(300).nullish(),
    email: z.string().max(300).nullish(),
    name: z.string().max(300).nullish(),
  }),

  async run({ db, actor, input }) {
    if (actor.kind === "anonymous" && (await isSetUpNow(db))) {
      refuse("signed_out", "You are signed out. Sign in and try again.");
    }
    await countJudging(actor);
    return strengthOf(input.password, actor.kind === "user" ? { ...actor, ...onlyTold(input) } : input);
  },
});

const onlyTold = ({
  username,
  email,
  name,
}: {
  username?: string | null;
  email?: string | null;
  name?: string | null;
}) => (username || email || name ? { username, email, name } : {});
