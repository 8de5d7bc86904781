import { clsx } from "clsx";
import type { ReactNode } from "react";
import { shortDate } from "@/lib/times";
import { placesAlong, ticksTo } from "./scale";

type AxesProps = {
  /** Says in a sentence what is drawn, for who does not see it. */
  label: string;
  top: number;
  dates: Date[];
  /** Where a day stands on the axis, from 0 to 1. */
  place: (index: number) => number;
  height: string;
  /** What stands behind the end of the lines. */
  ends?: ReactNode;
  children: ReactNode;
};

/** A drawing with its axes. They are text on the page, so that they are as large on a phone, with fewer days under it. */
export function Axes({ label, top, dates, place, height, ends, children }: AxesProps) {
  const now = dates.at(-1) ?? new Date();
  const marks = placesAlong(dates.length, 6);
  return (
    <figure className={clsx("relative mt-6 mb-7 ml-11", ends ? "mr-28 max-rail:mr-0 max-rail:mb-13" : "mr-1", height)}>
      <div aria-hidden>
        {ticksTo(top).map((tick) => (
          <div
            key={tick}
            className={clsx("absolute inset-x-0 border-t", tick === 0 && "border-line-strong")}
            style={{ bottom: `${(tick / top) * 100}%` }}
          >
            <span className="absolute right-full -translate-y-1/2 pr-2.5 text-12 text-ink-3">
              {tick.toLocaleString("en")}
            </span>
          </div>
        ))}
        {marks.map((index, i) => {
          const date = dates[index];
          const isLast = i === marks.length - 1;
          return (
            date && (
              <span
                key={index}
                className={clsx(
                  "absolute top-full whitespace-nowrap pt-2 text-12 text-ink-3",
                  i === 0 ? "" : isLast ? "-translate-x-full" : "-translate-x-1/2",
                  i % 3 !== 0 && "max-rail:hidden",
                )}
                style={{ left: `${place(index) * 100}%` }}
              >
                {isLast ? "today" : shortDate(date, now)}
              </span>
            )
          );
        })}
      </div>
      <svg
        role="img"
        aria-label={label}
        viewBox="0 0 1000 1000"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        {children}
      </svg>
      {ends}
    </figure>
  );
}
