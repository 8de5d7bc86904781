import type { ReactNode } from "react";

/** A page of panels: one column, and a narrower one beside it where there is room. */
export function PagePanels({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-8 px-(--gutter) pt-1 pb-10 roomy:grid-cols-[minmax(0,1fr)_21.25rem] roomy:items-start">
      <div className="grid min-w-0 grid-cols-1 gap-8">{children}</div>
      {aside && <div className="grid min-w-0 grid-cols-1 gap-8">{aside}</div>}
    </div>
  );
}
