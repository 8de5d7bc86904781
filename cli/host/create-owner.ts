import { config } from "@/lib/config";
import { generatePassword } from "@/lib/passwords/generate";
import { createOwner } from "@/lib/users/create-owner";
import { askLine, askNewPassword } from "../terminal/ask";
import type { Out } from "../terminal/out";
import { say } from "../terminal/say";
import { done, onHost } from "./on-host";

type Options = { username?: string | undefined; email?: string | undefined; generate?: boolean | undefined };

/** The first owner, or one more. */
export function createOwnerOnHost(options: Options, out: Out) {
  return onHost({ begin: true }, async (operator) => {
    const username = options.username ?? (await askLine("Username", "--username"));
    const email = options.email ?? (await askLine("Email", "--email"));
    const password = options.generate
      ? generatePassword(config().passwordMinLength)
      : await askNewPassword("Password", "--generate");
    const { user } = done(await createOwner(operator, { username, email, password }));
    if (options.generate) await out.text(password, { password });
    say(`${user.username} is an owner and signs in with ${email}.`);
  });
}
