import { z } from "zod";
import { query } from "../operation";
import { typedPassword } from "./fields";
import { strengthOf } from "./strength";

/**
 * Says how good a password would be, while it is typed. It is neither stored nor logged.
 *
 * @returns whether it may be used, its score, and the reasons why not
 */
export const checkPassword = query({
  permission: "anyone",
  duringForcedChange: true,
  input: z.object({
    password: typedPassword,
    username: z.string().max(1000).nullish(),
    email: z.string().max(1000).nullish(),
    name: z.string().max(1000).nullish(),
  }),

  run: ({ actor, input }) =>
    strengthOf(input.password, actor.kind === "user" ? { ...actor, ...onlyTold(input) } : input),
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
