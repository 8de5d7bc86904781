import { Axes } from "./axes";
import { roundTop } from "./scale";

export type Counted = { date: Date; count: number };

/** A bar for each day; today’s, which is not over, in the accent. */
export function DayBars({ label, days }: { label: string; days: Counted[] }) {
  const top = roundTop(Math.max(...days.map(({ count }) => count)));
  const width = 1000 / days.length;
  return (
    <Axes
      label={label}
      top={top}
      dates={days.map(({ date }) => date)}
      told={days.map(({ count }) => count.toLocaleString("en"))}
      place={(index) => (index + 0.5) / days.length}
      height="h-36"
    >
      {days.map(({ date, count }, i) => (
        <rect
          key={date.toISOString()}
          x={i * width + width * 0.12}
          width={width * 0.76}
          y={1000 - (count / top) * 1000}
          height={(count / top) * 1000}
          fill={i === days.length - 1 ? "var(--color-accent)" : "var(--color-line-control)"}
        />
      ))}
    </Axes>
  );
}
