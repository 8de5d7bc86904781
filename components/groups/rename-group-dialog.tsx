"use client";

import Link2 from "lucide-react/icons/link-2";
import UsersRound from "lucide-react/icons/users-round";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { memberFilter } from "@/lib/groups/member-filter";
import { counted } from "@/lib/times";
import { ConfirmDialog } from "../confirm-dialog";
import { tell } from "../ui/toaster";
import { useAction } from "../use-action";
import { AuditKnows, Fact, Facts } from "../users/facts";
import type { GroupNames } from "./group-actions";
import type { GroupDialogProps } from "./group-dialogs";
import { groupInShort, groupPath } from "./group-words";
import { NameFields, namedFields } from "./name-fields";

/** A new name is a new address of the group's page. */
export function RenameGroupDialog({ group, actions, onClose, onClosed }: GroupDialogProps) {
  const router = useRouter();
  const { run, pending, trouble, setTrouble } = useAction();
  const [names, setNames] = useState<GroupNames>({ name: group.name, displayName: group.displayName });
  const [name, displayName] = [names.name.trim(), names.displayName.trim()];

  // Only what was changed here: somebody else may have changed the other meanwhile.
  const changed = {
    ...(name !== group.name && { name }),
    ...(displayName !== group.displayName && { displayName }),
  };

  const rename = () =>
    run(
      () => actions.rename({ groupId: group.id, ...changed }),
      (after) => {
        onClose();
        router.replace(groupPath(after.name));
        router.refresh();
        tell(after.name === group.name ? `Renamed ${group.name}.` : `Renamed ${group.name} to ${after.name}.`);
      },
    );

  return (
    <ConfirmDialog
      title={`Rename ${group.name}`}
      about={groupInShort(group)}
      verb="Rename"
      ready={name !== "" && Object.keys(changed).length > 0}
      pending={pending}
      trouble={trouble}
      fields={namedFields}
      onSubmit={rename}
      onClose={onClose}
      onClosed={onClosed}
    >
      <NameFields names={names} onChange={setNames} trouble={trouble} onMend={() => setTrouble(null)} />
      <Facts verb="Rename">
        {name !== group.name && (
          <Fact icon={Link2} what="A new name is a new address:">
            links to this page and filters by <code className="font-mono">{memberFilter(group.name)}</code> stop working
          </Fact>
        )}
        <Fact icon={UsersRound} what={`${counted(group.memberCount, "member")} in it`}>
          as before
        </Fact>
        <AuditKnows />
      </Facts>
    </ConfirmDialog>
  );
}
