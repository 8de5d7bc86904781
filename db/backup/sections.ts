import { BackupError } from "./broken";

/**
 * What is inside a backup, as text: for each table a line of JSON that tells its columns, its rows as PostgreSQL's COPY writes them, a
 * line `\.`, and one that tells their number. The last line tells how many tables there are.
 */

export type Section = { table: string; columns: string[] };

/** How many rows each table has. */
export type Counts = Record<string, number>;

/** Writes sections. `rows` has the rows of one, each ending with a newline. */
export async function* writeSections(
  sections: Section[],
  rows: (section: Section) => AsyncIterable<Buffer>,
  progress: (table: string, rows: number, done: boolean) => void,
): AsyncGenerator<Buffer> {
  for (const section of sections) {
    yield line(section);
    let count = 0;
    for await (const piece of rows(section)) {
      count += newlinesIn(piece);
      progress(section.table, count, false);
      yield piece;
    }
    progress(section.table, count, true);
    yield Buffer.from("\\.\n");
    yield line({ rows: count });
  }
  yield line({ tables: sections.length });
}

const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);

/** COPY writes a newline within a value as `\n`, so that each is the end of a row. */
function newlinesIn(piece: Buffer): number {
  let count = 0;
  for (let i = 0; i < piece.length; i++) if (piece[i] === 10) count++;
  return count;
}

/**
 * Reads sections as they come. `take` gets the rows of one, and has to take all of them.
 *
 * @throws BackupError where it is not what was written
 */
export async function readSections(
  bytes: AsyncIterable<Buffer>,
  take: (section: Section, rows: AsyncGenerator<Buffer>) => Promise<void>,
): Promise<Counts> {
  const text = new Text(bytes);
  const counts: Counts = {};
  for (;;) {
    const head = await text.line();
    if (typeof head.tables === "number") {
      if (head.tables !== Object.keys(counts).length || !(await text.ended())) throw unreadable();
      return counts;
    }
    const { table, columns } = head;
    if (typeof table !== "string" || !Array.isArray(columns) || table in counts) throw unreadable();
    let found = 0;
    await take(
      { table, columns },
      counting(text.rows(), (more) => (found += more)),
    );
    const { rows } = await text.line();
    if (rows !== found) throw unreadable();
    counts[table] = found;
  }
}

async function* counting(rows: AsyncGenerator<Buffer>, tell: (more: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of rows) {
    tell(newlinesIn(piece));
    yield piece;
  }
}

const unreadable = () => new BackupError("What is in the backup cannot be read: it is not what Roster writes.");

const longestLine = 1 << 16;

/** A text that is read from its beginning on, a line or many rows at a time. */
class Text {
  private held: Buffer = Buffer.alloc(0);
  private readonly more: AsyncIterator<Buffer>;

  constructor(bytes: AsyncIterable<Buffer>) {
    this.more = bytes[Symbol.asyncIterator]();
  }

  /** A line of JSON. */
  async line(): Promise<Record<string, unknown>> {
    for (;;) {
      const end = this.held.indexOf(10);
      if (end < 0 && this.held.length < longestLine && (await this.read())) continue;
      try {
        const value = JSON.parse(this.held.toString("utf8", 0, Math.max(0, end)));
        this.held = this.held.subarray(end + 1);
        if (typeof value === "object" && value !== null) return value;
      } catch {
        // Told below.
      }
      throw unreadable();
    }
  }

  /** Everything up to a line `\.`, which goes with it. */
  async *rows(): AsyncGenerator<Buffer> {
    const end = Buffer.from("\n\\.\n");
    let atStart = true; // Where there are no rows, no newline is before it.
    for (;;) {
      if (atStart && this.held.length >= 3) {
        if (this.held.subarray(0, 3).equals(end.subarray(1))) {
          this.held = this.held.subarray(3);
          return;
        }
        atStart = false;
      }
      const at = this.held.indexOf(end);
      if (at >= 0) {
        const last = this.held.subarray(0, at + 1);
        this.held = this.held.subarray(at + end.length);
        yield last;
        return;
      }
      if (!atStart && this.held.length >= end.length) {
        // The end may have begun with the last ones.
        const sure = this.held.length - (end.length - 1);
        yield this.held.subarray(0, sure);
        this.held = this.held.subarray(sure);
      }
      if (!(await this.read())) throw unreadable();
    }
  }

  async ended(): Promise<boolean> {
    return this.held.length === 0 && !(await this.read());
  }

  private async read(): Promise<boolean> {
    const { value, done } = await this.more.next();
    if (done) return false;
    this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value]);
    return true;
  }
}
