import { clsx } from "clsx";
import type { ReactNode } from "react";
import { shortDate } from "@/lib/times";
import { placesAlong, ticksTo } from "./scale";

type AxesProps = {
  /** Says in a sentence what is drawn, for who does not see it. */
  label: string;
  top: number;
  dates: Date[];
  /** The numbers of each day, told under a pointer; for anybody else they stand in a table. */
  told: string[];
  /** Where a day stands on the axis, from 0 to 1. */
  place: (index: number) => number;
  height: string;
  /** What stands behind the end of the lines; on a phone under them, in as many lines as it takes. */
  ends?: ReactNode;
  children: ReactNode;
};

/** A drawing with its axes. They are text on the page, so that they are as large on a phone, with fewer days under it. */
export function Axes({ label, top, dates, told, place, height, ends, children }: AxesProps) {
  const now = dates.at(-1) ?? new Date();
  const step = dates.length > 1 ? place(1) - place(0) : 1;
  const marks = placesAlong(dates.length, 6);
  const isYearTold = dates[0]?.getUTCFullYear() !== now.getUTCFullYear(); // Such a first date reaches to the second.
  return (
    <figure className={clsx("relative mt-6 mb-7 ml-11", ends ? "mr-32 max-rail:mr-0 max-rail:mb-2" : "mr-1")}>
      <div className={clsx("relative", height)}>
        <svg aria-hidden className="absolute inset-0 size-full overflow-visible text-12" shapeRendering="crispEdges">
          {ticksTo(top).map((tick) => {
            const y = `${100 - (tick / top) * 100}%`;
            return (
              <g key={tick}>
                <line x2="100%" y1={y} y2={y} className={tick === 0 ? "stroke-line-strong" : "stroke-line"} />
                <text x="-0.625rem" y={y} dy="0.32em" textAnchor="end" className="fill-ink-3">
                  {tickText(tick, top)}
                </text>
              </g>
            );
          })}
          {marks.map((index, i) => {
            const date = dates[index];
            const isLast = i === marks.length - 1;
            return (
              date && (
                <text
                  key={index}
                  x={`${place(index) * 100}%`}
                  y="100%"
                  dy="1.25rem"
                  textAnchor={i === 0 ? "start" : isLast ? "end" : "middle"}
                  className={clsx(
                    "fill-ink-3",
                    i % 3 !== 0 && "max-rail:hidden",
                    i === 1 && isYearTold && "max-desk:hidden",
                  )}
                >
                  {isLast ? "today" : shortDate(date, now)}
                </text>
              )
            );
          })}
        </svg>
        <svg
          role="img"
          aria-label={label}
          viewBox="0 0 1000 1000"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          {children}
        </svg>
        <svg aria-hidden className="absolute inset-0 size-full overflow-visible text-12" shapeRendering="crispEdges">
          {dates.map((date, index) => (
            <g key={date.toISOString()} className="group/day">
              <rect
                x={`${(place(index) - step / 2) * 100}%`}
                width={`${step * 100}%`}
                height="100%"
                fill="transparent"
              />
              <g className="pointer-events-none invisible group-hover/day:visible">
                <line x1={`${place(index) * 100}%`} x2={`${place(index) * 100}%`} y2="100%" className="stroke-ink-3" />
                <text y="-0.5rem" className="fill-ink-2">
                  {index === dates.length - 1 ? "today" : shortDate(date, now)}: {told[index]}
                </text>
              </g>
            </g>
          ))}
        </svg>
      </div>
      {ends}
    </figure>
  );
}

/** "7,500", and "900K" where the highest would be too long to stand beside the axis. */
const tickText = (tick: number, top: number) =>
  tick.toLocaleString("en", { notation: top < 10_000 ? "standard" : "compact" });
