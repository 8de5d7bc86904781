import { useState } from "react";
import type { KnownValues } from "@/lib/filter-suggest";
import type { Group } from "@/lib/groups/group";
import { counted } from "@/lib/times";
import type { Action } from "./user-actions";

export type ListGroups = Action<Record<never, never>, { groups: Pick<Group, "name" | "memberCount">[] }>;

/**
 * The groups that a filter can name. They are asked for when somebody comes to the filter; until then, and without an answer,
 * there are none.
 */
export function useKnownGroups(list: ListGroups): [KnownValues, () => void] {
  const [known, setKnown] = useState<KnownValues>({});

  async function learn() {
    if (known.group) return;
    const answer = await list({}).catch(() => null);
    if (!answer?.ok) return;
    const groups = answer.value.groups.map(({ name, memberCount }) => [name, counted(memberCount, "member")]);
    setKnown({ group: Object.fromEntries(groups) });
  }
  return [known, () => void learn()];
}
