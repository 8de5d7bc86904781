import { nearest } from "@/lib/filter-errors";
import type { Colour } from "./colours";
import { UsageProblem } from "./say";

/** The columns of a table, by the names that the API's JSON has for them. */
export type Columns<T> = Record<string, Column<T>>;

export type Column<T> = {
  title: string;
  text: (item: T) => string;
  colour?: (item: T) => Colour | undefined;
  /** Only where it is asked for by name. */
  more?: true;
};

/**
 * The names in `--columns`, or those shown unless told.
 *
 * @throws UsageProblem naming the one that there is not
 */
export function chosenColumns<T>(columns: Columns<T>, chosen: string[] | undefined): string[] {
  const known = Object.keys(columns);
  if (!chosen) return known.filter((name) => !columns[name]?.more);
  for (const name of chosen) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new UsageProblem(
      `There is no column ${name}. ${near ? `The nearest is ${near}.` : `There are ${known.join(", ")}.`}`,
    );
  }
  if (chosen.length === 0) throw new UsageProblem(`--columns takes names, parted by commas: ${known.join(", ")}.`);
  return chosen;
}
