"use server";

import { cookies } from "next/headers";
import { signOut as signOutOperation } from "@/lib/sessions/sign-out";
import { sessionCookie } from "./auth";
import { currentActor } from "./current-actor";

/** Ends the session that this browser holds, and takes its cookie away. */
export async function signOut(): Promise<void> {
  const actor = await currentActor();
  if (actor.kind === "user") await signOutOperation(actor, {});
  const name = sessionCookie();
  (await cookies()).set(name, "", {
    path: "/",
    maxAge: 0,
    httpOnly: true,
    sameSite: "lax",
    secure: name.startsWith("__Host-"),
  });
}
