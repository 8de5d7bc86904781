"use client";

import AtSign from "lucide-react/icons/at-sign";
import ScrollText from "lucide-react/icons/scroll-text";
import UsersRound from "lucide-react/icons/users-round";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { memberFilter } from "@/lib/groups/member-filter";
import { counted } from "@/lib/times";
import { ConfirmDialog } from "../confirm-dialog";
import { TextField } from "../ui/field";
import { tell } from "../ui/toaster";
import { useAction } from "../use-action";
import { Fact, Facts } from "../users/facts";
import type { GroupDialogProps } from "./group-dialogs";
import { groupInShort } from "./group-words";

export function DeleteGroupDialog({ group, actions, onClose, onClosed }: GroupDialogProps) {
  const router = useRouter();
  const { run, pending, trouble } = useAction();
  const [typed, setTyped] = useState("");

  const remove = () =>
    run(
      () => actions.remove({ groupId: group.id }),
      () => {
        onClose();
        router.push("/groups");
        tell(`Deleted ${group.name}.`);
      },
    );

  return (
    <ConfirmDialog
      title={`Delete ${group.name}?`}
      about={groupInShort(group)}
      verb="Delete"
      danger
      ready={typed === group.name}
      pending={pending}
      trouble={trouble}
      onSubmit={remove}
      onClose={onClose}
      onClosed={onClosed}
    >
      <Facts verb="Delete">
        <Fact icon={UsersRound} what={group.memberCount > 0 ? `Ends ${membershipsOf(group)}:` : "Nobody is in it."}>
          {group.memberCount > 0 && "the people, their roles and sessions stay"}
        </Fact>
        <Fact icon={AtSign} what="Its name is free at once,">
          and <code className="font-mono">{memberFilter(group.name)}</code> finds nobody
        </Fact>
        <Fact icon={ScrollText} what="It cannot be undone.">
          Who was in it is not kept; the audit log shows this as your act
        </Fact>
      </Facts>
      <TextField
        label={`Type ${group.name} to confirm`}
        autoComplete="off"
        autoFocus
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </ConfirmDialog>
  );
}

const membershipsOf = ({ memberCount }: { memberCount: number }) => counted(memberCount, "membership");
