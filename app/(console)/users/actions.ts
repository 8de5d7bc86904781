"use server";

import { act, look } from "@/app/act";
import { proposePassword as propose } from "@/lib/passwords/propose-password";
import { createToken as makeToken } from "@/lib/sessions/create-token";
import { endSession as endOne } from "@/lib/sessions/end-session";
import { endSessions as endAll } from "@/lib/sessions/end-sessions";
import { activateUser } from "@/lib/users/activate-user";
import { createUser as create } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { previewActs } from "@/lib/users/preview-acts";
import { resetPassword as reset } from "@/lib/users/reset-password";
import { setRoles as assign } from "@/lib/users/set-roles";
import { suspendUser } from "@/lib/users/suspend-user";
import { updateProfile as update } from "@/lib/users/update-profile";

/** The web's entries to the operations on users. What arrives is anybody's: the operations read and judge it. */

type Input<O extends (actor: never, input: never) => unknown> = Parameters<O>[1];

export async function preview(input: Input<typeof previewActs>) {
  return look(previewActs, input);
}

export async function suspend(input: Input<typeof suspendUser>) {
  return act(suspendUser, input);
}

export async function activate(input: Input<typeof activateUser>) {
  return act(activateUser, input);
}

export async function remove(input: Input<typeof deleteUser>) {
  return act(deleteUser, input);
}

export async function proposePassword(input: Input<typeof propose>) {
  return look(propose, input);
}

export async function resetPassword(input: Input<typeof reset>) {
  return act(reset, input);
}

export async function setRoles(input: Input<typeof assign>) {
  return act(assign, input);
}

/** The form goes on to show what to hand over, so the page is not drawn anew here. */
export async function createUser(input: Input<typeof create>) {
  return look(create, input);
}

export async function updateProfile(input: Input<typeof update>) {
  return act(update, input);
}

export async function createToken(input: Input<typeof makeToken>) {
  return act(makeToken, input);
}

export async function endSession(input: Input<typeof endOne>) {
  return act(endOne, input);
}

export async function endSessions(input: Input<typeof endAll>) {
  return act(endAll, input);
}
