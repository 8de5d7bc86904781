import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ask } from "@/app/ask";
import { currentActor } from "@/app/current-actor";
import { hostName } from "@/app/host";
import { safePath } from "@/app/safe-path";
import { isSetUp } from "@/lib/setup/is-set-up";
import { SignInDoor } from "./sign-in-door";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, ended } = await searchParams;
  const onwards = safePath(next);
  if (!(await ask(isSetUp, {})).done) redirect("/setup");
  if ((await currentActor()).kind === "user") redirect(onwards);
  return (
    <SignInDoor
      host={await hostName()}
      next={onwards}
      notice={ended ? "Your session has ended. Sign in again." : undefined}
    />
  );
}
