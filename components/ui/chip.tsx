import type { ReactNode } from "react";

export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-1 border border-line-strong bg-bg px-1.5 text-12">
      {children}
    </span>
  );
}
