"use client"; // The browser gets the numbers, not hundreds of elements as data beside the same as markup.

import { clsx } from "clsx";
import type { StatusHistory } from "@/lib/users/count-statuses";
import type { UserStatus } from "@/lib/users/user";
import { statusLooks } from "../users/status-badge";
import { Axes } from "./axes";
import { CountTable } from "./count-table";
import { roundTop } from "./scale";
import { WayTo } from "./way-to";

/** From the ground up. */
const layers = [
  { status: "active", fill: "var(--color-active)", line: "var(--color-active)" },
  { status: "dormant", fill: "var(--color-dormant)", line: "var(--color-dormant)" },
  { status: "suspended", fill: "var(--color-suspended)", line: "var(--color-suspended)" },
] as const satisfies { status: UserStatus; fill: string; line: string }[];

/** How many users had each status at the end of each day, one on the other. */
export function StatusChart({ history }: { history: StatusHistory }) {
  // A day ends with the midnight that begins the next one: its last moment is the one before.
  const dates = history.active.map(({ date }) => new Date(date.getTime() - 1));
  const countOf = (status: UserStatus, index: number) => history[status][index]?.count ?? 0;
  /** How many stand up to and with this layer. */
  const upTo = (layer: number, index: number) =>
    layers.slice(0, layer + 1).reduce((sum, { status }) => sum + countOf(status, index), 0);
  const top = roundTop(Math.max(...dates.map((_, i) => upTo(2, i))));
  const place = (index: number) => (dates.length > 1 ? index / (dates.length - 1) : 0);
  const point = (layer: number, index: number) =>
    `${(place(index) * 1000).toFixed(1)},${(1000 - (upTo(layer, index) / top) * 1000).toFixed(1)}`;
  const last = dates.length - 1;
  const places = labelPlaces(
    layers.map((_, layer) => upTo(layer, last)),
    top,
  );
  const told = (index: number) =>
    layers.map(({ status }) => `${countOf(status, index).toLocaleString("en")} ${status}`).join(", ");

  return (
    <>
      <Axes
        label={`Users by status over ${dates.length} days; now ${told(last)}`}
        top={top}
        dates={dates}
        told={dates.map((_, i) => told(i))}
        place={place}
        height="h-54"
        ends={
          <ul className="absolute inset-y-0 left-full w-32 max-rail:static max-rail:mt-7 max-rail:-ml-11 max-rail:flex max-rail:w-auto max-rail:flex-wrap max-rail:gap-x-4">
            {layers.map(({ status }, i) => (
              <li
                key={status}
                className={clsx(
                  "absolute left-3 flex -translate-y-1/2 [&>a]:-my-1 [&>a]:py-1 max-rail:[&>a]:my-0 max-rail:[&>a]:py-2.5 items-center gap-1 whitespace-nowrap text-12 max-rail:static max-rail:translate-y-0",
                  `standing-${Math.round(places[i] ?? 0)}`,
                )}
              >
                <WayTo q={`status:${status}`}>{statusLooks[status].word}</WayTo>
                <span className="text-ink-2">{countOf(status, last).toLocaleString("en")}</span>
              </li>
            ))}
          </ul>
        }
      >
        {layers.map(({ status, fill, line }, layer) => (
          <g key={status}>
            <polygon
              points={[
                ...dates.map((_, i) => point(layer, i)),
                ...dates.map((_, i) => point(layer - 1, last - i)),
              ].join(" ")}
              fill={fill}
              opacity="0.16"
            />
            <polyline
              points={dates.map((_, i) => point(layer, i)).join(" ")}
              fill="none"
              stroke={line}
              strokeWidth="1.5"
              vectorEffect="non-scaling-stroke"
            />
          </g>
        ))}
      </Axes>
      <CountTable
        about="Users by status at the end of each day"
        heads={layers.map(({ status }) => statusLooks[status].word)}
        rows={dates.map((date, i) => ({ date, counts: layers.map(({ status }) => countOf(status, i)) })).reverse()}
      />
    </>
  );
}

/** In percent of the height: a label takes so much. */
const labelHeight = 11;

/** Each label in the middle of its layer, as far as those of thin ones leave room for each other. */
function labelPlaces(sums: number[], top: number): number[] {
  const places: number[] = [];
  for (const [i, sum] of sums.entries()) {
    const middle = (((sums[i - 1] ?? 0) + sum) / 2 / top) * 100;
    places.push(Math.max(middle, (places.at(-1) ?? -labelHeight) + labelHeight));
  }
  return places.map((place, i) => Math.min(place, 100 - (places.length - 1 - i) * labelHeight));
}
