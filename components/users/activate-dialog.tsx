"use client";

import Armchair from "lucide-react/icons/armchair";
import KeyRound from "lucide-react/icons/key-round";
import LogOut from "lucide-react/icons/log-out";
import { useState } from "react";
import { dayAndTime } from "@/lib/times";
import { useNow } from "../ui/clock";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";
import { tell } from "../ui/toaster";
import { ActDialog } from "./act-dialog";
import { AuditKnows, Fact, Facts } from "./facts";
import { useUserAct } from "./use-user-act";
import type { ActDialogProps } from "./user-dialogs";
import { statusReason } from "./user-words";

export function ActivateDialog({ user: row, actions, showAhead, onClose, onClosed }: ActDialogProps) {
  const { facts, user, target, run, ...state } = useUserAct(actions.preview, row);
  const [reason, setReason] = useState("");
  const now = useNow();
  const suspended = user.status === "suspended";
  const why = statusReason(user, now);

  const activate = () =>
    run(
      () => actions.activate({ ...target, reason: reason.trim() || undefined }),
      () => {
        onClose();
        tell(`Activated ${user.username}.`);
      },
      () => showAhead?.({ ...user, status: "active" }),
    );

  return (
    <ActDialog
      {...state}
      fields={["reason"]}
      title={`Activate ${user.username}?`}
      user={user}
      verb="Activate"
      ready={facts !== null && facts.seat.refusal === null}
      onSubmit={activate}
      onClose={onClose}
      onClosed={onClosed}
    >
      {suspended && (
        <Note>
          Suspended since {dayAndTime(user.statusSince, now)}
          {why && `, ${why}`}
        </Note>
      )}
      {facts?.seat.refusal && (
        <Note kind="warn" role="status">
          {facts.seat.refusal}
        </Note>
      )}
      <TextField
        label="Reason"
        hint="Optional. Shown in their history and in the audit log."
        error={state.trouble?.fields?.reason}
        autoComplete="off"
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Facts verb="Activate">
        {suspended && <ComesBack service={user.loginType === "none"} />}
        {user.loginType !== "none" && <TakesSeat free={facts?.seat.free ?? null} />}
        <AuditKnows />
      </Facts>
    </ActDialog>
  );
}

const ComesBack = ({ service }: { service: boolean }) => (
  <>
    {!service && (
      <Fact icon={KeyRound} what="They can sign in again">
        with the password they had
      </Fact>
    )}
    <Fact icon={LogOut} what="Sessions and tokens do not come back:">
      they were ended for good
    </Fact>
  </>
);

const TakesSeat = ({ free }: { free: number | null }) =>
  free !== null && free <= 0 ? (
    <Fact icon={Armchair} what="Takes a seat beyond the limit:">
      none is free
    </Fact>
  ) : (
    <Fact icon={Armchair} what="Takes a seat">
      of the licence
      {free !== null && (free === 1 ? ", the last one" : `, of which ${free.toLocaleString("en")} are free`)}
    </Fact>
  );
