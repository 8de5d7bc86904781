import { z } from "zod";
import { operation } from "../operation";
import { typedPassword } from "../passwords/fields";
import { hashPassword } from "../passwords/hash";
import { requireStrong } from "../passwords/strength";
import { changed } from "./changed";
import { displayName, email, username } from "./fields";
import { insertUser } from "./insert-user";

/**
 * Makes an owner from the host's terminal, the first one or one more: the way back in when no owner can sign in.
 *
 * @returns the owner
 * @refuses `forbidden`, `taken`, `weak_password`
 */
export const createOwner = operation({
  action: "user.created",
  permission: "operator",
  input: z.object({ username, email, name: displayName.default(""), password: typedPassword }),

  async prepare({ input }) {
    await requireStrong(input.password, input);
    return hashPassword(input.password);
  },

  async run({ tx, actor, input, prepared: passwordHash }) {
    const user = await insertUser(tx, actor, {
      ...input,
      loginType: "password",
      roles: ["owner"],
      passwordHash,
      temporary: false,
    });
    return changed(null, user, { user });
  },
});
