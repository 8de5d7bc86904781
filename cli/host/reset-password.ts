import { db } from "@/db/client";
import { config } from "@/lib/config";
import { temporaryPasswordHours } from "@/lib/passwords/fields";
import { generatePassword } from "@/lib/passwords/generate";
import { counted } from "@/lib/times";
import { findUserByEmail, findUserByName } from "@/lib/users/read";
import { resetPassword } from "@/lib/users/reset-password";
import { askNewPassword } from "../terminal/ask";
import type { Out } from "../terminal/out";
import { Failure, say } from "../terminal/say";
import { done, onHost } from "./on-host";

/** The way back in for somebody who is locked out. */
export function resetPasswordOnHost(username: string, { generate }: { generate?: boolean | undefined }, out: Out) {
  return onHost({ begin: false }, async (operator) => {
    const user = (await findUserByName(db(), username)) ?? (await findUserByEmail(db(), username));
    if (!user) throw new Failure(`There is no user ${username}.`);
    const password = generate
      ? generatePassword(config().passwordMinLength)
      : await askNewPassword(`Temporary password for ${user.username}`, "--generate");
    const { endedSessions } = done(await resetPassword(operator, { userId: user.id, password }));

    if (generate) await out.text(password, { password });
    say(
      `Reset the password of ${user.username} and ended ${counted(endedSessions, "session")}. It is good for ${temporaryPasswordHours} hours, to choose a new one with.`,
    );
    if (user.status === "suspended") say(`${user.username} is suspended, and has to be activated before signing in.`);
  });
}
