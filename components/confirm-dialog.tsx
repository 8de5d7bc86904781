"use client";

import { useRouter } from "next/navigation";
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

/**
 * A dialog that tells what it will do before it does it, and stays open with the reason when it could not. Where what it
 * is about is gone meanwhile, it says only that, and the page behind it is drawn anew when it closes.
 */
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
  const router = useRouter();
  const blocked = !ready || pending;
  const gone = trouble?.code === "not_found" && !trouble.fields;
  const close = () => {
    on.onClose();
    if (gone) router.refresh();
  };
  return (
    <Dialog
      title={title}
      about={about}
      stepBack={stepBack}
      onClose={() => pending || close()}
      onClosed={on.onClosed}
      onSubmit={() => (gone ? close() : blocked || on.onSubmit())}
      footer={
        gone ? (
          <Button type="submit" look="solid" autoFocus>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={on.onClose} aria-disabled={pending} autoFocus={focusCancel}>
              Cancel
            </Button>
            <Button type="submit" look={danger ? "danger" : "solid"} aria-disabled={blocked} aria-busy={pending}>
              {verb}
            </Button>
          </>
        )
      }
    >
      {!gone && children}
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
