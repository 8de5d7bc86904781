import type { Change } from "../audit/record";
import type { Outcome } from "../operation";
import type { Group } from "./group";

/** The fields whose change the audit log tells. */
export type AuditedGroup = Pick<Group, "name" | "displayName" | "avatarUrl" | "quotaAllowance">;

export const audited = ({ name, displayName, avatarUrl, quotaAllowance }: Group): AuditedGroup => ({
  name,
  displayName,
  avatarUrl,
  quotaAllowance,
});

/** What an operation on a group has to return: the entry's before and after (null: not there), and the group it gives. */
export function changed(
  before: Group | null,
  after: Group | null,
  also: Change<AuditedGroup>["also"] = {},
): Outcome<AuditedGroup, Group> {
  const group = after ?? before;
  if (!group) throw new Error("A change needs a group before or after it.");
  return {
    target: { type: "group", id: group.id, name: (before ?? group).name },
    before: before && audited(before),
    after: after && audited(after),
    value: group,
    also,
  };
}
