import type { ReactNode } from "react";
import { Brand } from "../ui/brand";

/** A page outside of the console: one thing to do, in the middle. `host` says whose door it is. */
export function Door({
  title,
  lead,
  host,
  children,
}: {
  title: string;
  lead?: ReactNode;
  host?: string;
  children?: ReactNode;
}) {
  return (
    <div className="grid min-h-dvh grid-rows-[3.5rem_1fr_auto]">
      <header className="flex items-center gap-2 px-6 font-semibold text-14 tracking-[-0.01em] max-rail:px-4">
        <Brand />
        Roster
      </header>
      <main className="grid grid-cols-[minmax(0,21.25rem)] content-start justify-center px-6 pt-[12vh] pb-12 max-rail:grid-cols-1 max-rail:px-4 max-rail:pt-8">
        <h1 className="text-20 tracking-[-0.015em]">{title}</h1>
        {lead && <p className="mt-1.5 text-ink-2">{lead}</p>}
        {children}
      </main>
      <footer className="flex h-12 items-center px-6 text-12 text-ink-3 max-rail:px-4">{host}</footer>
    </div>
  );
}
