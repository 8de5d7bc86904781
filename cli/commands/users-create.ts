import { roles } from "@/lib/permissions";
import { handOverAdvice, handOverText } from "@/lib/users/hand-over";
import { command, flag, list, text } from "../command";
import type { ApiUser } from "../server/shapes";
import { askLine } from "../terminal/ask";
import { say, UsageProblem } from "../terminal/say";

export const usersCreate = command({
  usage: "users create",
  about: "Make a user, and print what to hand over to them",
  more: "Asks for the username and the email where they are left out. Without --password one is made up, which works for 24 hours, to choose another with. It is printed here and never again.",
  examples: [
    ["roster users create --username ada --email ada@example.com --role auditor", "a person"],
    ["roster users create --username backups --service-account", "a program, which works with tokens only"],
  ],
  options: {
    username: text("<name>", "letters, digits and single hyphens", { short: "u" }),
    email: text("<address>", "what they sign in with", { short: "e" }),
    name: text("<name>", "as people call them", { short: "n" }),
    password: text("<password>", "instead of one that is made up", { short: "p" }),
    mustChange: flag("the password given is only for choosing another"),
    role: list("<roles>", `of ${roles.join(", ")}`, { choices: roles }),
    serviceAccount: flag("it signs in with tokens only, takes no seat and needs no email"),
  },
  works: "server",

  async run({ api, out, options }) {
    const { name, role, mustChange, serviceAccount } = options;
    if (serviceAccount && (options.password || mustChange)) {
      throw new UsageProblem("A service account has no password: leave out --password and --must-change.");
    }
    const username = options.username ?? (await askLine("Username", "--username"));
    const email = options.email ?? (serviceAccount ? undefined : await askLine("Email", "--email"));
    const password = serviceAccount ? undefined : options.password || (await aPassword());
    const user = await api.post<ApiUser>("/users", {
      username,
      email,
      name,
      roles: role,
      password,
      ...(serviceAccount ? { login_type: "none" } : { must_change_password: mustChange ?? !options.password }),
    });
    say(`Created ${user.username}.`);
    if (password === undefined) {
      say(`It works with tokens only: roster tokens create --user ${user.username}`);
      return out.text(user.username, user);
    }
    const handed = { address: api.at.url, email: user.email, password };
    await out.text(handOverText(handed), { ...user, ...handed });
    say(handOverAdvice(user.must_change_password));
  },
});

const aPassword = async () => (await import("@/lib/passwords/generate")).generatePassword();
