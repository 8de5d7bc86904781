import type { Candidate } from "@/lib/groups/candidate";
import type { FoundPeople } from "@/lib/groups/find-people";
import type { Group } from "@/lib/groups/group";
import type { Action } from "../users/user-actions";

export type GroupNames = { name: string; displayName: string };

export type CreateGroup = Action<GroupNames, Group>;

/** What a group's page and its dialogs ask for. */
export type GroupActions = {
  rename: Action<Partial<GroupNames> & { groupId: string }, Group>;
  remove: Action<{ groupId: string }, Group>;
  changeMembers: ChangeMembers;
  suggestMembers: Action<{ groupId: string; text: string }, Candidate[]>;
  findPeople: Action<{ groupId: string; names: string[] }, FoundPeople>;
};

/** Users by id. */
export type ChangeMembers = Action<{ groupId: string; addUsers?: string[]; removeUsers?: string[] }, Group>;
