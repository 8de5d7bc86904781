"use client"; // As the chart of statuses.

import { counted } from "@/lib/times";
import { CountTable } from "./count-table";
import { type Counted, DayBars } from "./day-bars";

export function SignIns({ counted: days }: { counted: Counted[] }) {
  const today = days.at(-1)?.count ?? 0;
  const all = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <DayBars
        label={`Sign-ins per day: ${counted(all, "sign-in")} in ${days.length} days, ${today.toLocaleString("en")} so far today`}
        days={days}
      />
      <CountTable
        about="Sign-ins on each day"
        heads={["Sign-ins"]}
        rows={days.map(({ date, count }) => ({ date, counts: [count] })).reverse()}
      />
    </>
  );
}
