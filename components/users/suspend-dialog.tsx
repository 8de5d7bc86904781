"use client";

import Lock from "lucide-react/icons/lock";
import { useState } from "react";
import { counted } from "@/lib/times";
import { TextField } from "../ui/field";
import { tell } from "../ui/toaster";
import { ActDialog } from "./act-dialog";
import { activateAgain } from "./activate-again";
import { AuditKnows, EndsSessions, Fact, Facts, FreesSeat } from "./facts";
import { useUserAct } from "./use-user-act";
import type { ActDialogProps } from "./user-dialogs";

export function SuspendDialog({ user: row, viewer, actions, showAhead, onClose, onClosed }: ActDialogProps) {
  const { facts, user, target, run, ...state } = useUserAct(actions.preview, row);
  const [typed, setReason] = useState("");
  const reason = typed.trim() || null;

  const suspend = () =>
    run(
      () => actions.suspend({ ...target, reason: reason ?? undefined }),
      ({ user: suspended, endedSessions }) => {
        onClose();
        const ended = endedSessions > 0 ? `, ended ${counted(endedSessions, "session")}` : "";
        tell(`Suspended ${user.username}${ended}.`, {
          label: "Activate",
          onClick: () => void activateAgain(actions.activate, suspended),
        });
      },
      () => showAhead?.({ ...user, status: "suspended", statusBy: viewer.username, statusReason: reason }),
    );

  return (
    <ActDialog
      {...state}
      fields={["reason"]}
      title={`Suspend ${user.username}?`}
      user={user}
      verb="Suspend"
      ready={facts !== null}
      onSubmit={suspend}
      onClose={onClose}
      onClosed={onClosed}
    >
      <TextField
        label="Reason"
        hint="Optional. Shown beside their status and in the audit log."
        error={state.trouble?.fields?.reason}
        autoComplete="off"
        autoFocus
        value={typed}
        onChange={(event) => setReason(event.target.value)}
      />
      <Facts verb="Suspend">
        <EndsSessions facts={facts} />
        <Fact icon={Lock} what="They can no longer sign in">
          or use tokens, until someone activates them
        </Fact>
        <FreesSeat facts={facts} />
        <AuditKnows />
      </Facts>
    </ActDialog>
  );
}
