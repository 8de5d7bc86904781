import { generatePassword } from "@/lib/passwords/generate";
import { createOwner } from "@/lib/users/create-owner";
import { askLine, askPassword } from "../ask";
import { onHost, refused } from "../host";
import { answer, say } from "../say";

type Options = { username?: string; email?: string; generate?: boolean };

/** `roster server create-owner`. Exit code. */
export function createOwnerOnHost(options: Options): Promise<number> {
  return onHost(async (operator) => {
    const username = options.username ?? (await askLine("Username", "--username"));
    const email = options.email ?? (await askLine("Email", "--email"));
    const password = options.generate ? generatePassword() : await askPassword("Password", "--generate");
    const result = await createOwner(operator, { username, email, password });
    if (!result.ok) return refused(result) ?? 1;

    if (options.generate) answer(password);
    say(`${result.value.user.username} is an owner and signs in with ${email}.`);
    return 0;
  });
}
