import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Nothing here: what is so, why, and one way on. */
export function Empty({
  title,
  children,
  actions,
  className,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div className={clsx("grid max-w-130 justify-items-start gap-1 px-(--gutter) py-8", className)}>
      <h2 className="text-14">{title}</h2>
      <p className="text-ink-2">{children}</p>
      {actions && <div className="mt-3 flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
