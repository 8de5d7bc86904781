import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** A quiet button of one icon; `aria-label` is its name. */
export function IconButton({ className, ...rest }: ComponentProps<"button"> & { "aria-label": string }) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        "inline-grid size-6.5 shrink-0 place-items-center rounded-2 text-ink-3 transition-colors hover:bg-bg-press hover:text-ink aria-expanded:bg-bg-press aria-expanded:text-ink max-rail:size-9",
        className,
      )}
    />
  );
}
