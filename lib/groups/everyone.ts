import type { Database } from "@/db/client";
import { theOrganization } from "../organization/the-organization";
import { Refusal, refuse } from "../problems";
import { countEverybody } from "../users/counts";
import { everyoneStays, type Group, nameOfEveryone } from "./group";
import { groupNameTaken } from "./name-taken";

/** The group of all users. It has the organization's id, and no row. */
export async function everyone(db: Database): Promise<Group> {
  const { id, createdAt, updatedAt } = await theOrganization();
  const memberCount = await countEverybody(db);
  const fields = { displayName: nameOfEveryone, avatarUrl: "", quotaAllowance: 0 };
  return { id, name: nameOfEveryone, ...fields, createdAt, updatedAt, memberCount, isEveryone: true };
}

/** Whether this is the id of `Everyone`, or its name in any case. */
export async function isEveryone(idOrName: string): Promise<boolean> {
  return isNameOfEveryone(idOrName) || idOrName.toLowerCase() === (await theOrganization()).id;
}

/** @refuses `forbidden` to change `Everyone` */
export async function refuseEveryone(idOrName: string): Promise<void> {
  if (await isEveryone(idOrName)) refuse("forbidden", everyoneStays);
}

/** @refuses `taken` the one name that no constraint of the database keeps */
export function requireNotNamedEveryone(text: string | undefined): void {
  if (text !== undefined && isNameOfEveryone(text)) throw new Refusal(groupNameTaken);
}

const isNameOfEveryone = (text: string) => text.toLowerCase() === nameOfEveryone.toLowerCase();
