import stringWidth from "string-width";
import { oneLine } from "./clean";
import { type Colour, paint } from "./colours";
import type { Columns } from "./columns";

/**
 * A table that is drawn as its rows come: the first ones say how wide each column is. On a terminal what does not fit is
 * cut; elsewhere nothing is.
 */
export class Table<T> {
  private widths: number[] | null = null;

  constructor(
    private readonly columns: Columns<T>,
    private readonly names: string[],
    /** In characters; null: not a terminal. */
    private readonly room: number | null,
    /** More is to come that may be wider: whatever room there is goes to the widest column. */
    private readonly goesOn = false,
  ) {}

  /** The lines of these rows, the first time under those of the head. */
  lines(rows: T[]): string {
    const cells = rows.map((row) =>
      this.names.map((name) => ({
        text: oneLine(this.columns[name]?.text(row) ?? ""),
        colour: this.columns[name]?.colour?.(row),
      })),
    );
    if (this.widths) return cells.map((row) => this.line(row)).join("");
    const head = this.names.map((name) => ({ text: this.columns[name]?.title ?? name, colour: "bold" as const }));
    this.widths = fitted(
      head.map(({ text }, i) => Math.max(...[text, ...cells.map((row) => row[i]?.text ?? "")].map(widthOf))),
      this.room,
      this.goesOn,
    );
    return [head, ...cells].map((row) => this.line(row)).join("");
  }

  private line(row: { text: string; colour: Colour | undefined }[]): string {
    const parts = row.map(({ text, colour }, i) => {
      const width = this.widths?.[i] ?? 0;
      const shown = this.room === null ? text : cut(text, width);
      return paint(shown, colour) + " ".repeat(Math.max(0, width - widthOf(shown)));
    });
    return `${parts.join(gap).trimEnd()}\n`;
  }
}

const gap = "  ";
const narrowest = 6;

/** Takes from the widest until all fit beside each other, or none can be narrower. */
function fitted(natural: number[], room: number | null, goesOn: boolean): number[] {
  if (room === null) return natural;
  const widths = [...natural];
  const least = natural.map((width) => Math.min(width, narrowest));
  let over = widths.reduce((sum, width) => sum + width + gap.length, -gap.length) - room;
  for (; over > 0; over--) {
    const widest = indexOfWidest(widths.map((width, i) => (width > (least[i] ?? 0) ? width : 0)));
    if (widths[widest] === least[widest]) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  const widest = indexOfWidest(widths);
  if (goesOn && over < 0) widths[widest] = (widths[widest] ?? 0) - over;
  return widths;
}

const indexOfWidest = (widths: number[]): number => widths.indexOf(Math.max(...widths));

/** How many columns of a terminal a text takes. */
const widthOf = (text: string): number => (/^[\u0020-\u007e]*$/.test(text) ? text.length : stringWidth(text));

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let shown = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (widthOf(shown + segment) > width - 1) break;
    shown += segment;
  }
  return `${shown}…`;
}
