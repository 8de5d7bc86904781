import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ask, toSignIn } from "@/app/ask";
import { currentActor } from "@/app/current-actor";
import { hostName } from "@/app/host";
import { changePassword, checkPassword } from "@/app/own-password-actions";
import { safePath } from "@/app/safe-path";
import { signOut } from "@/app/sign-out";
import { ChangePasswordForm } from "@/components/doors/change-password-form";
import { config } from "@/lib/config";
import { ownTemporaryPassword } from "@/lib/passwords/own-temporary-password";

export const metadata: Metadata = { title: "Choose a new password" };

/** All that a temporary password opens. Others change theirs under Account. */
export default async function ChangePasswordPage({ searchParams }: PageProps<"/change-password">) {
  const actor = await currentActor();
  if (actor.kind !== "user") return toSignIn();
  const temporary = await ask(ownTemporaryPassword, {});
  const next = safePath((await searchParams).next);
  if (!temporary) redirect(next);
  return (
    <ChangePasswordForm
      host={await hostName()}
      email={actor.email ?? ""}
      minCharacters={config().passwordMinLength}
      temporary={temporary}
      now={new Date()}
      next={next}
      actions={{ changePassword, checkPassword, signOut }}
    />
  );
}
