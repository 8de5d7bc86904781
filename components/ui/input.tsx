import { clsx } from "clsx";
import type { ComponentProps } from "react";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      {...rest}
      className={clsx(
        "ring-field h-9 w-full rounded-2 border border-line-control bg-bg px-2.5 text-14 aria-invalid:border-suspended max-rail:text-16",
        className,
      )}
    />
  );
}
