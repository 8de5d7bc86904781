"use client";

import UsersRound from "lucide-react/icons/users-round";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "../confirm-dialog";
import { tell } from "../ui/toaster";
import { useAction } from "../use-action";
import { AuditKnows, Fact, Facts } from "../users/facts";
import type { CreateGroup, GroupNames } from "./group-actions";
import { groupPath } from "./group-words";
import { NameFields, namedFields } from "./name-fields";

type NewGroupDialogProps = { create: CreateGroup; onClose: () => void; onClosed: () => void };

/** Makes a group and goes on to its page, where its members are added. */
export function NewGroupDialog({ create, onClose, onClosed }: NewGroupDialogProps) {
  const router = useRouter();
  const { run, pending, trouble, setTrouble } = useAction();
  const [names, setNames] = useState<GroupNames>({ name: "", displayName: "" });

  const submit = () =>
    run(
      () => create(names),
      ({ name }) => {
        onClose();
        router.push(groupPath(name));
        tell(`Created ${name}.`);
      },
    );

  return (
    <ConfirmDialog
      title="New group"
      verb="Create group"
      ready={names.name.trim() !== ""}
      pending={pending}
      trouble={trouble}
      fields={namedFields}
      onSubmit={submit}
      onClose={onClose}
      onClosed={onClosed}
    >
      <NameFields names={names} onChange={setNames} trouble={trouble} onMend={() => setTrouble(null)} />
      <Facts verb="Create group">
        <Fact icon={UsersRound} what="A group without members:">
          you add them on its page, which opens next
        </Fact>
        <AuditKnows />
      </Facts>
    </ConfirmDialog>
  );
}
