import { once } from "node:events";
import { Readable, type Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { setImmediate as turn } from "node:timers/promises";
import type postgres from "postgres";

/** COPY in both directions, as streams. The driver has them, but for what is told here; seen with postgres 3.4.9. */

/** A connection, or the transaction on one. */
export type Connection = postgres.Sql | postgres.TransactionSql;

/**
 * The rows of `copy … to stdout`, as they come; whoever is slow makes PostgreSQL wait. The connection is free for the next
 * query once all of them were taken, or whoever took them stopped.
 */
export async function* copyOut(sql: Connection, statement: string): AsyncGenerator<Buffer> {
  const query = sql.unsafe(statement);
  const answer = inside(query);
  const { resolve } = answer;
  // Where the first rows and an error come at once, the error would find nobody who hears it, and end the process.
  answer.resolve = (value) => resolve(value instanceof Readable ? value.on("error", () => {}) : value);
  const rows = await query.readable();
  try {
    yield* rows.iterator({ destroyOnReturn: false });
  } finally {
    // Who stopped early does not want the rest, and PostgreSQL has to send it: the driver cannot stop it.
    if (!rows.readableEnded && !rows.destroyed) await finished(rows.resume());
    // The driver makes its connection pause where rows come faster than they are taken, and go on when more are asked for. After
    // the last nobody asks, and the next query would wait for ever.
    rows._read(0);
  }
}

/**
 * Gives rows to `copy … from stdin`. Resolves once PostgreSQL took all of them.
 *
 * @throws what PostgreSQL says, also of what it sees only after the last row
 */
export async function copyIn(sql: Connection, statement: string, rows: AsyncIterable<Buffer>): Promise<void> {
  const query = sql.unsafe(statement);
  const into: Writable = await query.writable();
  const done = new Promise<void>((resolve, reject) => {
    into.on("finish", resolve).on("error", reject);
    // After the last row the driver tells an error to the query alone, which was answered when the stream began.
    inside(query).reject = reject;
  });
  done.catch(() => {}); // Said below, when it is waited for.
  try {
    for await (const piece of rows) {
      // A turn of the event loop as well: while the system takes every piece at once, nobody would hear what PostgreSQL says.
      await Promise.race([into.write(piece) ? turn() : once(into, "drain"), done]);
    }
    into.end();
  } catch (error) {
    into.destroy(error as Error);
  }
  await done;
}

/** What the driver tells a query, which its types leave out. */
const inside = (query: unknown) => query as { resolve: (value: unknown) => void; reject: (error: unknown) => void };
