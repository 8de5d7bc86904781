"use client";

import Clock from "lucide-react/icons/clock";
import Lock from "lucide-react/icons/lock";
import { counted, dayAndTime } from "@/lib/times";
import { useNow } from "../ui/clock";
import { Secret } from "../ui/secret";
import { Skeleton } from "../ui/skeleton";
import { tell } from "../ui/toaster";
import { ActDialog } from "./act-dialog";
import { AuditKnows, EndsSessions, Fact, Facts } from "./facts";
import { useProposal } from "./use-proposal";
import { useUserAct } from "./use-user-act";
import type { ActDialogProps } from "./user-dialogs";

const dayMs = 24 * 60 * 60 * 1000;

export function ResetPasswordDialog({ user: row, actions, onClose, onClosed }: ActDialogProps) {
  const { facts, user, target, run, trouble, onLookAgain, ...state } = useUserAct(actions.preview, row);
  const { password, proposeAnother, trouble: noPassword } = useProposal(actions.proposePassword);
  const now = useNow();

  const reset = () =>
    run(
      () => actions.resetPassword({ ...target, password: password ?? "" }),
      ({ endedSessions, expiresAt }) => {
        onClose();
        const ended = endedSessions > 0 ? `, ended ${counted(endedSessions, "session")}` : "";
        const until = expiresAt ? ` The temporary one works until ${dayAndTime(expiresAt, now)}.` : "";
        tell(`Reset the password of ${user.username}${ended}.${until}`);
      },
    );

  return (
    <ActDialog
      {...state}
      title={`Reset password for ${user.username}`}
      user={user}
      verb="Reset password"
      focusCancel
      ready={facts !== null && password !== null}
      trouble={trouble ?? noPassword}
      onSubmit={reset}
      onLookAgain={() => {
        onLookAgain();
        if (!password) proposeAnother();
      }}
      onClose={onClose}
      onClosed={onClosed}
    >
      {password ? (
        <div className="contain-inline-size">
          <Secret
            label="Temporary password"
            hint="Shown only here. Hand it over by a channel you trust."
            value={password}
            onRenew={proposeAnother}
          />
        </div>
      ) : (
        <div className="flex h-23 items-center" role="status" aria-label="Making a temporary password">
          <Skeleton className="h-11 w-full" />
        </div>
      )}
      <Facts verb="Reset password">
        <EndsSessions facts={facts} />
        <Fact icon={Lock} what="The old password stops working">
          at once
        </Fact>
        <Fact icon={Clock} what="The temporary password works for 24 hours,">
          until {dayAndTime(new Date(now.getTime() + dayMs), now)}, and only to choose a new one
        </Fact>
        <AuditKnows besides="never the password itself" />
      </Facts>
    </ActDialog>
  );
}
