"use client";

import { clsx } from "clsx";
import X from "lucide-react/icons/x";
import { Dialog as Radix } from "radix-ui";
import type { FormEvent, ReactNode } from "react";
import { IconButton } from "./icon-button";

type DialogProps = {
  title: string;
  /** Who or what it is about, in one line under the title. */
  about?: ReactNode;
  onClose: () => void;
  /** What Esc takes back first; false where there is nothing, and the dialog closes. */
  stepBack?: () => boolean;
  /** Brings the focus back to where it was; called once the dialog is gone. */
  onClosed?: () => void;
  /** A click beside it does not close it: for what is shown this once. */
  stays?: boolean;
  onSubmit: () => void;
  footer: ReactNode;
  children: ReactNode;
};

/** A form in a box over the page; on a phone a sheet from below. It stays until its asker closes it. */
export function Dialog({ title, about, stepBack, onClose, onClosed, stays, onSubmit, footer, children }: DialogProps) {
  return (
    <Radix.Root open onOpenChange={(open) => open || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 grid animate-appear grid-cols-1 items-start justify-items-center overflow-y-auto bg-scrim p-4 pt-[12vh] max-rail:items-end max-rail:p-0 max-rail:pt-4">
          <Radix.Content
            {...(about ? {} : { "aria-describedby": undefined })}
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              firstControl(event.currentTarget)?.focus();
            }}
            onEscapeKeyDown={(event) => {
              if (stepBack?.()) event.preventDefault();
            }}
            onPointerDownOutside={(event) => {
              if (stays) event.preventDefault();
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              onClosed?.();
            }}
            className="relative w-full max-w-120 animate-rise rounded-4 border border-line-strong bg-bg-raised text-ink shadow-3 focus-visible:outline-none max-rail:max-w-none max-rail:rounded-b-none max-rail:border-x-0 max-rail:border-b-0"
          >
            <form noValidate onSubmit={submits(onSubmit)}>
              <header className="flex items-start gap-2 px-5 pt-4.5">
                <Radix.Title className="flex-1 break-words font-semibold text-16 tracking-[-0.01em]">
                  {title}
                </Radix.Title>
                <Radix.Close asChild>
                  <IconButton aria-label="Close" className="-mr-1.5 max-rail:-mt-1.5">
                    <X />
                  </IconButton>
                </Radix.Close>
              </header>
              <div className={clsx("grid grid-cols-1 gap-4 px-5 pb-5", about ? "pt-1" : "pt-3")}>
                {about && (
                  <Radix.Description asChild>
                    <div className="min-w-0 text-ink-2 wrap-anywhere">{about}</div>
                  </Radix.Description>
                )}
                {children}
              </div>
              <footer className="flex items-center justify-end gap-2 rounded-b-[11px] border-t bg-bg-sunken px-5 py-3 max-rail:rounded-none max-rail:pb-5 max-rail:[&>button]:h-11 max-rail:[&>button]:flex-1">
                {footer}
              </footer>
            </form>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What there is to fill in, or else the way out. */
const firstControl = (content: EventTarget | null) =>
  content instanceof Element
    ? (content.querySelector<HTMLElement>("input:enabled") ?? content.querySelector<HTMLElement>("footer button"))
    : null;

/** A form's submission that stays on the page, and does not reach forms around it. */
const submits = (onSubmit: () => void) => (event: FormEvent) => {
  event.preventDefault();
  event.stopPropagation();
  onSubmit();
};
