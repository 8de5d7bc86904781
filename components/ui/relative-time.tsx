"use client";

import { exactTime, relativeTime } from "@/lib/times";
import { useNow } from "./clock";

/** "6 min ago", kept true by the clock around it; the exact time on hover, and on focus in a row that asks for it. */
export function RelativeTime({ at }: { at: Date }) {
  const exact = exactTime(at);
  return (
    <time dateTime={at.toISOString()} title={exact} data-exact={exact}>
      {relativeTime(at, useNow())}
    </time>
  );
}
