import { clsx } from "clsx";
import type { ReactNode } from "react";

/** A key of the keyboard, as a reminder for the eye. */
export function Kbd({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-grid h-4.5 min-w-4.5 place-items-center rounded-1 border border-line-strong bg-bg px-1 font-medium font-sans text-11 text-ink-2 leading-none",
        className,
      )}
    >
      {children}
    </span>
  );
}
