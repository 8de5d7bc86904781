import { db } from "@/db/client";
import { temporaryPasswordHours } from "@/lib/passwords/fields";
import { generatePassword } from "@/lib/passwords/generate";
import { findUserByName } from "@/lib/users/read";
import { resetPassword } from "@/lib/users/reset-password";
import { askPassword } from "../ask";
import { onHost, refused } from "../host";
import { answer, say } from "../say";

/** `roster reset-password <username>`: the way back in for somebody who is locked out. Exit code. */
export function resetPasswordOnHost(username: string, { generate }: { generate?: boolean }): Promise<number> {
  return onHost(async (operator) => {
    const user = await findUserByName(db(), username);
    if (!user) {
      say(`There is no user ${username}.`);
      return 1;
    }
    const password = generate
      ? generatePassword()
      : await askPassword(`Temporary password for ${user.username}`, "--generate");
    const result = await resetPassword(operator, { userId: user.id, password });
    if (!result.ok) return refused(result) ?? 1;

    if (generate) answer(password);
    const { endedSessions } = result.value;
    say(
      `Reset the password of ${user.username} and ended ${endedSessions} ${endedSessions === 1 ? "session" : "sessions"}. It is good for ${temporaryPasswordHours} hours, to choose a new one with.`,
    );
    if (user.status === "suspended") say(`${user.username} is suspended, and has to be activated before signing in.`);
    return 0;
  });
}
