"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const NowContext = createContext<Date | null>(null);

const everyMs = 30_000;

/**
 * What time it is for everything inside. It starts at the server's `now`, so that the page's first text is the server's,
 * and goes on from there by the time that has passed, whatever the browser's own clock says.
 */
export function Clock({ now, children }: { now: Date; children: ReactNode }) {
  const start = now.getTime();
  const [passed, setPassed] = useState({ since: start, ms: 0 });

  useEffect(() => {
    const begin = performance.now();
    const timer = setInterval(() => setPassed({ since: start, ms: performance.now() - begin }), everyMs);
    return () => clearInterval(timer);
  }, [start]);

  const ms = passed.since === start ? passed.ms : 0;
  return <NowContext value={ms === 0 ? now : new Date(start + ms)}>{children}</NowContext>;
}

/** The time as `Clock` has it. */
export function useNow(): Date {
  const now = useContext(NowContext);
  if (!now) throw new Error("A time is shown outside of <Clock>.");
  return now;
}
