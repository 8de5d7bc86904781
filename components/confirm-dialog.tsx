"use client";

import type { ReactNode } from "react";
import { TroubleNote } from "./trouble-note";
import { Button } from "./ui/button";
import { Dialog } from "./ui/dialog";
import type { Trouble } from "./use-action";

export type ConfirmDialogProps = {
  title: string;
  /** Who or what it is about. */
  about?: ReactNode;
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
  /** The fields that say themselves what is wrong with them. */
  fields?: string[];
  /** What Esc takes back before it closes; false where there is nothing. */
  stepBack?: () => boolean;
  onSubmit: () => void;
  /** Offered where another look would help. */
  onLookAgain?: () => void;
  onClose: () => void;
  onClosed: () => void;
  children: ReactNode;
};

/** A dialog that tells what it will do before it does it, and stays open with the reason when it could not. */
export function ConfirmDialog({
  title,
  about,
  verb,
  danger,
  focusCancel,
  ready,
  pending,
  trouble,
  fields,
  stepBack,
  children,
  ...on
}: ConfirmDialogProps) {
  const blocked = !ready || pending;
  return (
    <Dialog
      title={title}
      about={about}
      stepBack={stepBack}
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
      <TroubleNote trouble={trouble} fields={fields}>
        {trouble && on.onLookAgain && lookHelps.includes(trouble.code) && (
          <Button size="small" className="mt-2" onClick={on.onLookAgain}>
            Look again
          </Button>
        )}
      </TroubleNote>
    </Dialog>
  );
}

const lookHelps: Trouble["code"][] = ["changed_meanwhile", "no_answer"];
