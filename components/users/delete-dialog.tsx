"use client";

import AtSign from "lucide-react/icons/at-sign";
import ScrollText from "lucide-react/icons/scroll-text";
import { useState } from "react";
import { counted } from "@/lib/times";
import { TextField } from "../ui/field";
import { tell } from "../ui/toaster";
import { ActDialog } from "./act-dialog";
import { EndsSessions, Fact, Facts, FreesSeat } from "./facts";
import { useUserAct } from "./use-user-act";
import type { ActDialogProps } from "./user-dialogs";

export function DeleteDialog({ user: row, actions, showAhead, onDeleted, onClose, onClosed }: ActDialogProps) {
  const { facts, user, target, run, ...state } = useUserAct(actions.preview, row);
  const [typed, setTyped] = useState("");

  const remove = () =>
    run(
      () => actions.remove(target),
      ({ endedSessions }) => {
        onClose();
        onDeleted?.();
        const ended = endedSessions > 0 ? `, ended ${counted(endedSessions, "session")}` : "";
        tell(`Deleted ${user.username}${ended}.`);
      },
      () => showAhead?.({ gone: user.id }),
    );

  return (
    <ActDialog
      {...state}
      title={`Delete ${user.username}?`}
      user={user}
      verb="Delete"
      danger
      ready={facts !== null && typed === user.username}
      onSubmit={remove}
      onClose={onClose}
      onClosed={onClosed}
    >
      <Facts verb="Delete">
        <EndsSessions facts={facts} />
        <Fact icon={AtSign} what="Their username and email are free">
          for someone else at once
        </Fact>
        <FreesSeat facts={facts} />
        <Fact icon={ScrollText} what="It cannot be undone.">
          The audit log keeps what they did, and shows this as your act
        </Fact>
      </Facts>
      <TextField
        label={`Type ${user.username} to confirm`}
        autoComplete="off"
        autoFocus
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </ActDialog>
  );
}
