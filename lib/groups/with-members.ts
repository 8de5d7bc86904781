import type { Access } from "../access";
import type { Actor } from "../actor";
import type { Result } from "../result";
import type { User } from "../users/user";
import type { Group } from "./group";
import { listGroupMembers } from "./list-group-members";
import { listGroups } from "./list-groups";

/** Members that come with a group: more are asked for by the filter of users. */
const shownMembers = 1000;

export type GroupWithMembers = { group: Group; members: User[] };

type Doing<I> = ((actor: Actor, input: I) => Promise<Result<Group>>) & { access: Access };

/** The same operation, whose group comes with its first members by username. Refuses as both do. */
export const withMembers = <I>(doing: Doing<I>) =>
  Object.assign(
    async (actor: Actor, input: I): Promise<Result<GroupWithMembers>> => {
      const done = await doing(actor, input);
      return done.ok ? addMembers(actor, done.value) : done;
    },
    { access: doing.access },
  );

/**
 * Groups, each with its first members by username, one by one: few are held, however many there are. Refuses as `listGroups`
 * does.
 */
export const listGroupsWithMembers = Object.assign(
  async (
    actor: Actor,
    input: Parameters<typeof listGroups>[1],
  ): Promise<Result<AsyncGenerator<GroupWithMembers[]>>> => {
    const found = await listGroups(actor, input);
    return found.ok ? { ok: true, value: oneByOne(actor, found.value.groups) } : found;
  },
  { access: listGroups.access },
);

async function* oneByOne(actor: Actor, groups: Group[]): AsyncGenerator<GroupWithMembers[]> {
  for (const group of groups) {
    const one = await addMembers(actor, group);
    if (one.ok) yield [one.value]; // One that was deleted meanwhile is left out.
  }
}

async function addMembers(actor: Actor, group: Group): Promise<Result<GroupWithMembers>> {
  const found = await listGroupMembers(actor, { groupId: group.id, limit: shownMembers });
  return found.ok ? { ok: true, value: { group, members: found.value.members } } : found;
}
