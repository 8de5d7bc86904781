import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "@/db/client";

/**
 * A query that is asked all the time: built once for each database, and kept prepared by PostgreSQL on each connection. What changes
 * from time to time is a `sql.placeholder`.
 */
export function prepared<Q>(build: (db: Database) => Q): (db: Database) => Q {
  const built = new WeakMap<Database, Q>();
  return (db) => {
    const known = built.get(db);
    if (known) return known;
    const query = build(db);
    built.set(db, query);
    return query;
  };
}

/**
 * A query that operations ask within their transactions, built once for all of them: building one takes longer than PostgreSQL takes to
 * answer it. All that changes has to be a `sql.placeholder`, an id that the schema would make by itself, too.
 */
export function preparedWithin<Q extends object>(build: (on: Database | Transaction) => Q) {
  let built: Q | undefined;
  return (on: Database | Transaction): Q => {
    built ??= build(on);
    // Sound: what Drizzle prepares keeps in `client` whom it asks, and nothing else of the transaction that it was built in.
    const { client } = (on as unknown as { session: { client: unknown } }).session;
    return Object.assign(Object.create(built), { client });
  };
}

const dialect = new PgDialect();

/** The rows of a query in SQL that PostgreSQL is to keep prepared: one whose text is among few, whatever its values are. */
export async function askPrepared<Row extends object>(db: Database, query: SQL): Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return [...(await db.$client.unsafe<Row[]>(text, params as never[], { prepare: true }))];
}

/**
 * Holds, and lets the statement that asks it commit without waiting for the disk: for what may be lost where PostgreSQL is killed in
 * the next moment, such as when somebody was seen. Only for a statement that is a transaction of its own.
 */
export const unhurried = sql`set_config('synchronous_commit', 'off', true) = 'off'`;
