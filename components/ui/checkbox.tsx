import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** The browser's own checkbox, drawn by us. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      {...rest}
      type="checkbox"
      className={clsx(
        "inline-grid size-[15px] shrink-0 appearance-none place-items-center rounded-1 border border-line-control bg-bg pointer-coarse:size-[18px]",
        "checked:border-accent checked:bg-accent focus-visible:rounded-1 focus-visible:outline-offset-1 disabled:border-line-strong disabled:bg-bg-press disabled:checked:bg-ink-3",
        "checked:after:h-1 checked:after:w-2 checked:after:-translate-y-px checked:after:-rotate-45 checked:after:border-bg checked:after:border-b-[1.75px] checked:after:border-l-[1.75px] checked:after:content-['']",
        className,
      )}
    />
  );
}
