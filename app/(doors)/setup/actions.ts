"use server";

import { look } from "@/app/act";
import { createFirstOwner as operation } from "@/lib/setup/create-first-owner";

/** The page goes on by itself once the owner is signed in, so it is not drawn anew here. */
export async function createFirstOwner(owner: Parameters<typeof operation>[1]) {
  return look(operation, owner);
}
