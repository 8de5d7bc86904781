"use client";

import MousePointerClick from "lucide-react/icons/mouse-pointer-click";
import { useState } from "react";
import { type Role, roles } from "@/lib/permissions";
import type { User } from "@/lib/users/user";
import { tell, tellFailure } from "../ui/toaster";
import { answerTo } from "../use-action";
import { ActDialog } from "./act-dialog";
import { AuditKnows, Fact, Facts } from "./facts";
import { RoleBoxes } from "./role-boxes";
import { useUserAct } from "./use-user-act";
import type { UserActions } from "./user-actions";
import type { ActDialogProps } from "./user-dialogs";

export function EditRolesDialog({ user: row, actions, showAhead, onClose, onClosed }: ActDialogProps) {
  const { facts, user, target, run, ...state } = useUserAct(actions.preview, row);
  const [ticked, setTicked] = useState<Role[] | null>(null);
  const chosen = ticked ?? user.roles;
  const changed = roles.some((role) => chosen.includes(role) !== user.roles.includes(role));

  const save = () =>
    run(
      () => actions.setRoles({ ...target, roles: chosen }),
      ({ user: after }) => {
        onClose();
        tell(`Changed the roles of ${user.username}.`, {
          label: "Undo",
          onClick: () => void giveBack(actions.setRoles, after, user.roles),
        });
      },
      () => showAhead?.({ ...user, roles: chosen }),
    );

  return (
    <ActDialog
      {...state}
      title={`Roles of ${user.username}`}
      user={user}
      verb="Save roles"
      ready={facts !== null && changed}
      onSubmit={save}
      onClose={onClose}
      onClosed={onClosed}
    >
      <RoleBoxes chosen={chosen} onChange={setTicked} focusFirst />
      <Facts verb="Save roles">
        <Fact icon={MousePointerClick} what="It holds from their next click,">
          in every session and token they have
        </Fact>
        <AuditKnows />
      </Facts>
    </ActDialog>
  );
}

async function giveBack(setRoles: UserActions["setRoles"], user: User, before: Role[]): Promise<void> {
  const result = await answerTo(() => setRoles({ userId: user.id, expectedVersion: user.version, roles: before }));
  if (result.ok) tell(`Changed the roles of ${user.username} back.`);
  else tellFailure(`The roles of ${user.username} were not changed back. ${result.problem.message}`);
}
