"use client";

import type { ReactNode } from "react";
import type { User } from "@/lib/users/user";
import { TroubleNote } from "../trouble-note";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import type { Trouble } from "../use-action";
import { nameAndAddress } from "./user-words";

type Props = {
  title: string;
  user: User;
  /** The word on the button that does it. */
  verb: string;
  /** Red, for what cannot be undone. */
  danger?: boolean;
  /** Where there is nothing to fill in, the focus starts at the way out. */
  focusCancel?: boolean;
  /** Whether it can be done now: everything is known and filled in. */
  ready: boolean;
  pending: boolean;
  trouble: Trouble | null;
  onSubmit: () => void;
  onLookAgain: () => void;
  onClose: () => void;
  onClosed: () => void;
  children: ReactNode;
};

/** A dialog that tells what it will do before it does it, and stays open with the reason when it could not. */
export function ActDialog({ title, user, verb, danger, focusCancel, ready, pending, trouble, children, ...on }: Props) {
  const blocked = !ready || pending;
  return (
    <Dialog
      title={title}
      about={nameAndAddress(user)}
      onClose={() => pending || on.onClose()}
      onClosed={on.onClosed}
      onSubmit={() => blocked || on.onSubmit()}
      footer={
        <>
          <Button onClick={on.onClose} aria-disabled={pending} autoFocus={focusCancel}>
            Cancel
          </Button>
          <Button type="submit" look={danger ? "danger" : "solid"} aria-disabled={blocked} aria-busy={pending}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
      <TroubleNote trouble={trouble}>
        {trouble && lookHelps.includes(trouble.code) && (
          <Button size="small" className="mt-2" onClick={on.onLookAgain}>
            Look again
          </Button>
        )}
      </TroubleNote>
    </Dialog>
  );
}

const lookHelps: Trouble["code"][] = ["changed_meanwhile", "no_answer"];
