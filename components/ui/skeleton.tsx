import { clsx } from "clsx";

/** A grey bar where text will be. Only where there never was any. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={clsx("inline-block h-3 rounded-1 bg-bg-press", className)} />
);
