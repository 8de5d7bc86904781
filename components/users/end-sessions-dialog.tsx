"use client";

import LogOut from "lucide-react/icons/log-out";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { tell } from "../ui/toaster";
import { useAction } from "../use-action";
import { AuditKnows, Fact, Facts } from "./facts";
import type { Preview, SessionActions } from "./user-actions";
import { countOf, namesOf } from "./user-words";

type EndSessionsDialogProps = {
  user: { id: string; username: string };
  sessions: Preview["sessions"];
  /** One's own: the one that asks stays. */
  own: boolean;
  actions: SessionActions;
  onClose: () => void;
  onClosed: () => void;
};

export function EndSessionsDialog({ user, sessions, own, actions, onClose, onClosed }: EndSessionsDialogProps) {
  const { run, pending, trouble } = useAction();

  const all = countOf(sessions, own);
  const whose = own ? "" : ` of ${user.username}`;

  const endAll = () =>
    run(
      () => actions.endSessions({ userId: user.id }),
      ({ ended }) => {
        onClose();
        // There may have been others by then than were told.
        tell(`Ended ${ended === sessions.length ? all : `${ended.toLocaleString("en")} in all`}${whose}.`);
      },
    );

  return (
    <Dialog
      title={`End ${all}${whose}?`}
      onClose={onClose}
      onClosed={onClosed}
      onSubmit={endAll}
      footer={
        <>
          <Button onClick={onClose} aria-disabled={pending}>
            Cancel
          </Button>
          <Button type="submit" look="solid" aria-disabled={pending}>
            End all
          </Button>
        </>
      }
    >
      <Facts verb="End all">
        <Fact icon={LogOut} what={`Ends ${all}`}>
          now: {namesOf(sessions)}
        </Fact>
        <AuditKnows />
      </Facts>
      <TroubleNote trouble={trouble} />
    </Dialog>
  );
}
