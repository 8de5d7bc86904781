import type { Bar } from "./chart";

/** What was to be reached, and what was measured. */
export type Target = { what: string; target: string; measured: string; reached: boolean };

export type Table = { title: string; about?: string; head: string[]; rows: (string | number)[][] };

export type Section = { targets: Target[]; tables: Table[]; bars?: Bar[] };

export const atMost = (what: string, limit: number, measured: number, unit: string): Target => ({
  what,
  target: `≤ ${limit} ${unit}`,
  measured: `${round(measured)} ${unit}`,
  reached: measured <= limit,
});

export const atLeast = (what: string, limit: number, measured: number, unit: string): Target => ({
  what,
  target: `≥ ${limit} ${unit}`,
  measured: `${round(measured)} ${unit}`,
  reached: measured >= limit,
});

/** Three digits say enough. */
export const round = (value: number): string =>
  Number.isFinite(value) ? Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 2 }) : "none";

export function asMarkdown(table: Table): string {
  const line = (cells: (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  const about = table.about ? `${table.about}\n\n` : "";
  return `## ${table.title}\n\n${about}${[table.head, table.head.map(() => "---"), ...table.rows].map(line).join("\n")}\n`;
}

export const targetsTable = (targets: Target[]): Table => ({
  title: "What was to be reached",
  head: ["", "To reach", "Measured", ""],
  rows: targets.map(({ what, target, measured, reached }) => [what, target, measured, reached ? "✓" : "short"]),
});
