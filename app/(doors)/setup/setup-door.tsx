"use client";

import { browserSignIn } from "@/app/browser-sign-in";
import { checkPassword } from "@/app/own-password-actions";
import { SetupForm } from "@/components/doors/setup-form";
import { createFirstOwner } from "./actions";

type Props = { host: string; asksCode: boolean; minCharacters: number };
type Owner = Parameters<typeof createFirstOwner>[0];

/** The setup form; whoever becomes the owner is signed in with what they just typed. */
export const SetupDoor = (props: Props) => (
  <SetupForm {...props} actions={{ createOwner: createAndSignIn, checkPassword }} />
);

async function createAndSignIn(owner: Owner) {
  const created = await createFirstOwner(owner);
  return created.ok ? browserSignIn(owner) : created;
}
