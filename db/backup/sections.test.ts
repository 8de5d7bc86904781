import fc from "fast-check";
import { expect, test } from "vitest";
import { readSections, type Section, writeSections } from "./sections";

type Table = Section & { rows: string[] };

/** A row as COPY writes it: any letters but that a newline is two, and so is a backslash. */
const row = fc
  .array(fc.constantFrom("a", "\t", "\\\\", "\\n", "\\N", ".", "é", "", "{", '"', "\\\\."), { maxLength: 8 })
  .map((parts) => parts.join(""))
  .filter((text) => text !== "\\.");

const tables = fc.uniqueArray(
  fc.record<Table>({
    table: fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => !(name in {})),
    columns: fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 3 }),
    rows: fc.array(row, { maxLength: 6 }),
  }),
  { selector: ({ table }) => table, maxLength: 5 },
);

const textOf = ({ rows }: Table) => rows.map((it) => `${it}\n`).join("");

async function written(all: Table[], cut: number): Promise<Buffer> {
  const rows = async function* ({ table }: Section) {
    yield* inPieces(Buffer.from(textOf(all.find((it) => it.table === table) as Table)), cut);
  };
  const pieces: Buffer[] = [];
  const sections = all.map(({ table, columns }) => ({ table, columns }));
  for await (const piece of writeSections(sections, rows, () => {})) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function read(bytes: Buffer, cut: number) {
  const found: Omit<Table, "rows">[] = [];
  const texts: string[] = [];
  const counts = await readSections(inPieces(bytes, cut), async (section, rows) => {
    const pieces: Buffer[] = [];
    for await (const piece of rows) pieces.push(piece);
    found.push(section);
    texts.push(Buffer.concat(pieces).toString());
  });
  return { found, texts, counts };
}

test("what was written is read, whatever is in the rows and wherever the pieces are cut", async () => {
  await fc.assert(
    fc.asyncProperty(tables, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), async (all, a, b) => {
      const { found, texts, counts } = await read(await written(all, a), b);
      expect(found).toEqual(all.map(({ table, columns }) => ({ table, columns })));
      expect(texts).toEqual(all.map(textOf));
      expect(counts).toEqual(Object.fromEntries(all.map(({ table, rows }) => [table, rows.length])));
    }),
    { numRuns: 300 },
  );
});

test("what is cut off anywhere, or goes on, is refused, and so is anything else", async () => {
  await fc.assert(
    fc.asyncProperty(tables, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (all, share) => {
      const whole = await written(all, 7);
      await expect(read(whole.subarray(0, Math.floor(whole.length * share)), 7)).rejects.toThrow("cannot be read");
      await expect(read(Buffer.concat([whole, Buffer.from("x")]), 7)).rejects.toThrow("cannot be read");
    }),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await expect(read(Buffer.from(bytes), 13)).rejects.toThrow("cannot be read");
    }),
    { numRuns: 100 },
  );
  await expect(read(Buffer.alloc(200_000, "x"), 1000)).rejects.toThrow("cannot be read");
});
