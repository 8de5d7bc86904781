import { handOverAdvice, handOverText } from "@/lib/users/hand-over";
import { text } from "../command";
import { onUsers } from "../on-users";
import { type ApiUser, userPath } from "../server/shapes";
import { say } from "../terminal/say";

export const usersResetPassword = onUsers({
  usage: "users reset-password <users...>",
  about: "Give users a temporary password, to choose a new one with",
  more: "It ends their sessions and tokens, works for 24 hours, and is printed here and never again. On the host itself, without signing in: roster reset-password.",
  options: { password: text("<password>", "the temporary password; one is made up unless told") },
  confirm: (users) => `Reset the password of ${users}? This ends all their sessions and tokens.`,
  act: async (api, user, { password: given }) => {
    const { value, tag } = await api.look<ApiUser>(userPath(user));
    const password = given ?? (await aPassword());
    await api.put(`/users/${value.id}/password`, { password }, { tag });
    return { username: value.username, email: value.email, address: api.at.url, password };
  },
  done: (handed) => handOverText(handed),
  after: () => say(handOverAdvice(true)),
});

const aPassword = async () => (await import("@/lib/passwords/generate")).generatePassword();
