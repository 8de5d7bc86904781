import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** A quiet button of one icon; `aria-label` is its name. */
export function IconButton({ className, ...rest }: ComponentProps<"button"> & { "aria-label": string }) {
  return <button type="button" {...rest} className={clsx("icon-button", className)} />;
}
