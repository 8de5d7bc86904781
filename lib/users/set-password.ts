import type { Actor } from "../actor";
import type { Result } from "../result";
import { changeOwnPassword } from "./change-own-password";
import { resetPassword } from "./reset-password";

type Input = {
  userId: string;
  password: string;
  oldPassword?: string | undefined;
  expectedVersion?: number | undefined;
};

/** Changes one's own password, or hands a temporary one to somebody else: the rules of each hold. */
export async function setPassword(actor: Actor, { userId, password, ...more }: Input): Promise<Result<unknown>> {
  const own = actor.kind === "user" && actor.id === userId;
  const { oldPassword, expectedVersion } = more;
  if (own) return changeOwnPassword(actor, { newPassword: password, oldPassword, expectedVersion });
  return resetPassword(actor, { userId, password, expectedVersion });
}
