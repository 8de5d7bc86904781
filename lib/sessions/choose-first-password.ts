import type { Actor } from "../actor";
import type { Result } from "../result";
import { changeOwnPassword } from "../users/change-own-password";
import { authenticate } from "./authenticate";
import { signIn, wrongText } from "./sign-in";
import { signOut } from "./sign-out";

/**
 * Chooses a new password with a temporary one, in one go: signs in with it, changes it, signs out. For programs that have no page
 * for it; each step is held to its own rules and leaves its own audit entry.
 *
 * @refuses as `signIn` and `changeOwnPassword` do; `wrong_credentials` too for a password that is not a temporary one
 */
export const chooseFirstPassword = Object.assign(choose, { access: signIn.access });

async function choose(
  actor: Actor,
  { email, temporaryPassword, newPassword }: { email: string; temporaryPassword: string; newPassword: string },
): Promise<Result<null>> {
  const opened = await signIn(actor, { email, password: temporaryPassword, kind: "cli" });
  if (!opened.ok) return opened;
  const self = await authenticate(opened.value.key, actor.from);
  if (!self) return { ok: false, problem: { code: "signed_out", message: "This account was closed meanwhile." } };

  const chosen = self.mustChangePassword ? await changeOwnPassword(self, { newPassword }) : null;
  await signOut(self, {});
  if (!chosen) return { ok: false, problem: { code: "wrong_credentials", message: wrongText } };
  return chosen.ok ? { ok: true, value: null } : chosen;
}
