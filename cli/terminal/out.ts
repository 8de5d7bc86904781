import { toLine } from "@/lib/controls";
import { clean, oneLine } from "./clean";
import { paint } from "./colours";
import { type Columns, chosenColumns } from "./columns";
import { answer } from "./say";

export const formats = ["table", "json"] as const;

export type Format = (typeof formats)[number];

/** What a command answers, in the form that was asked for. */
export class Out {
  constructor(
    readonly format: Format,
    private readonly columnsAsked: string[] | undefined,
  ) {}

  /** A list, written batch by batch as it comes. In JSON an array of what the API answered. */
  async list<T>(columns: Columns<T>, batches: AsyncIterable<T[]> | Iterable<T[]>): Promise<void> {
    const names = chosenColumns(columns, this.columnsAsked);
    if (this.format === "json") {
      let before = "[\n";
      for await (const rows of batches) {
        if (rows.length === 0) continue;
        await answer(before + rows.map((row) => toLine(this.picked(row))).join(",\n"));
        before = ",\n";
      }
      return answer(before === "[\n" ? "[]\n" : "\n]\n");
    }
    const table = await tableOf(columns, names);
    let some = false;
    for await (const rows of batches) {
      if (rows.length > 0) await answer(table.lines(rows));
      some ||= rows.length > 0;
    }
    if (!some) await answer(table.lines([]));
  }

  /** The same without an end: in JSON one value a line. */
  async stream<T>(columns: Columns<T>, batches: AsyncIterable<T[]>): Promise<void> {
    const table = await tableOf(columns, chosenColumns(columns, this.columnsAsked), true);
    for await (const rows of batches) {
      if (rows.length === 0) continue;
      if (this.format === "table") await answer(table.lines(rows));
      else await answer(rows.map((row) => `${toLine(this.picked(row))}\n`).join(""));
    }
  }

  /**
   * One thing, or several one under the other, each a line a field.
   *
   * @param shown the names of the fields unless `--columns` tells others
   */
  async details<T>(columns: Columns<T>, shown: string[], items: T | T[]): Promise<void> {
    const names = chosenColumns(columns, this.columnsAsked ?? shown);
    if (this.format === "json") {
      return this.json(Array.isArray(items) ? items.map((item) => this.picked(item)) : this.picked(items));
    }
    const titles = names.map((name) => columns[name]?.title ?? name);
    const wide = Math.max(...titles.map((title) => title.length));
    const blocks = [items].flat().map((item) =>
      names
        .map((name, i) => {
          const text = oneLine(columns[name]?.text(item as T) ?? "");
          const title = paint((titles[i] ?? "").padEnd(wide), "bold");
          return `${title}  ${paint(text, columns[name]?.colour?.(item as T))}`.trimEnd();
        })
        .map((line) => `${line}\n`)
        .join(""),
    );
    await answer(blocks.join("\n"));
  }

  /** Lines of text. In JSON `json`. */
  async text(lines: string, json: unknown): Promise<void> {
    if (this.format === "json") return this.json(json);
    await answer(`${clean(lines)}\n`);
  }

  private json = (value: unknown): Promise<void> => answer(`${toLine(value)}\n`);

  /** The fields named in `--columns`, or all. */
  private picked(row: unknown): unknown {
    if (!this.columnsAsked) return row;
    const fields = row as Record<string, unknown>;
    return Object.fromEntries(this.columnsAsked.map((name) => [name, fields[name] ?? null]));
  }
}

/** Loaded by the first table: what knows how wide a letter is takes a while to load. */
async function tableOf<T>(columns: Columns<T>, names: string[], goesOn = false) {
  const { Table } = await import("./table");
  return new Table(columns, names, process.stdout.isTTY ? process.stdout.columns || 80 : null, goesOn);
}
