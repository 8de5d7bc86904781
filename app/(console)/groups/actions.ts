"use server";

import { act, look } from "@/app/act";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { findPeople as find } from "@/lib/groups/find-people";
import { listGroups as list } from "@/lib/groups/list-groups";
import { suggestMembers as suggest } from "@/lib/groups/suggest-members";
import { updateGroup } from "@/lib/groups/update-group";

/** The web's entries to the operations on groups. What arrives is anybody's: the operations read and judge it. */

type Input<O extends (actor: never, input: never) => unknown> = Parameters<O>[1];

export async function listGroups(input: Input<typeof list>) {
  return look(list, input);
}

/** The page goes on to the new group, so the list is not drawn anew here. So with the next two. */
export async function create(input: Input<typeof createGroup>) {
  return look(createGroup, input);
}

export async function rename(input: Input<typeof updateGroup>) {
  return look(updateGroup, input);
}

export async function remove(input: Input<typeof deleteGroup>) {
  return look(deleteGroup, input);
}

export async function changeMembers(input: Input<typeof updateGroup>) {
  return act(updateGroup, input);
}

export async function suggestMembers(input: Input<typeof suggest>) {
  return look(suggest, input);
}

export async function findPeople(input: Input<typeof find>) {
  return look(find, input);
}
