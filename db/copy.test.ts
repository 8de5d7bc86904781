import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { copyIn, copyOut } from "./copy";

/** All on one connection, so that a query that is never answered stops the next. */

let sql: postgres.Sql;

beforeAll(async () => {
  sql = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  await sql`create table whole (id int primary key, note text)`;
  await sql`create table part (whole_id int references whole)`;
});

beforeEach(async () => {
  await sql`truncate whole, part`;
});

afterAll(async () => {
  await sql.end();
});

async function* given(...pieces: (string | Error)[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield Buffer.from(piece);
  }
}

const lines = (rows: number) => `copy (select repeat('x', 99) from generate_series(1, ${rows})) to stdout`;

test.each([0, 10, 3000, 30_000])(
  "%i rows come whole, however slowly they are taken, and the next query is answered",
  async (rows) => {
    for (const waits of [0, 20]) {
      let bytes = 0;
      let pieces = 0;
      for await (const piece of copyOut(sql, lines(rows))) {
        bytes += piece.length;
        if (pieces++ < 5) await pause(waits);
      }
      expect(bytes).toBe(rows * 100);
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    }
  },
);

test("whoever stops taking rows can ask the next question", async () => {
  for await (const piece of copyOut(sql, lines(20_000))) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test("what PostgreSQL refuses to give is told, before the rows and between them", async () => {
  const all = async (statement: string) => {
    for await (const _ of copyOut(sql, statement));
  };
  await expect(all("copy no_such_table to stdout")).rejects.toThrow("no_such_table");
  await expect(all("copy (select 1 / (900 - n) from generate_series(1, 1000) n) to stdout")).rejects.toThrow("zero");
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test("rows go in, whatever pieces they come in", async () => {
  await copyIn(sql, "copy whole from stdin", given("1\ta", "da\n2", "\t\\N\n", ""));
  expect(await sql`select * from whole order by id`).toEqual([
    { id: 1, note: "ada" },
    { id: 2, note: null },
  ]);
  await copyIn(sql, "copy part from stdin", given());
  expect(await sql`select * from part`).toEqual([]);
});

test.each([
  ["a row that cannot be read", "whole", ["1\tada\n", "two\tgrace\n"], /invalid input syntax/],
  ["a row that is there already", "whole", ["1\tada\n1\tgrace\n"], /duplicate key/],
  ["what is only seen after the last row", "part", ["1\n"], /foreign key/],
  ["whoever gives the rows", "whole", ["1\tada\n", new Error("the file ends here")], /the file ends here/],
])("%s stops it, is told, and leaves nothing", async (_, table, pieces, why) => {
  await expect(copyIn(sql, `copy ${table} from stdin`, given(...(pieces as string[])))).rejects.toThrow(why as RegExp);
  expect(await sql.unsafe(`select * from ${table}`)).toEqual([]);
});

test("rows without end are stopped by the first that is refused", async () => {
  async function* endless() {
    for (let row = 0; ; row++) yield Buffer.from(`${row < 2000 ? row : "none"}\t${"x".repeat(1000)}\n`);
  }
  await expect(copyIn(sql, "copy whole from stdin", endless())).rejects.toThrow("invalid input syntax");
  expect(await sql`select count(*)::int from whole`).toEqual([{ count: 0 }]);
});
