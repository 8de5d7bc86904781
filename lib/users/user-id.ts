import { validate as isUuid } from "uuid";
import { db } from "@/db/client";
import type { Actor } from "../actor";
import { findUserByName } from "./read";

/** No user's id: what a name stands for that nobody has, so that whoever asks is told what they would be told anyway. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** The id behind how a caller names a user: a UUID, a username in any case, or `me`. Says nothing of who exists. */
export async function userIdOf(actor: Actor, name: string): Promise<string> {
  if (name.toLowerCase() === "me") return actor.kind === "user" ? actor.id : nobody;
  if (isUuid(name)) return name.toLowerCase();
  if (actor.kind === "anonymous" || !/^[\w-]{1,32}$/.test(name)) return nobody;
  return (await findUserByName(db(), name))?.id ?? nobody;
}
