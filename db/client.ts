import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * The process has one pool. It hangs on globalThis because the server's bundle and the page framework's each
 * hold a copy of this module.
 */
type Connection = { db: Database; end: () => Promise<void> };
const key = Symbol.for("roster.database");
const held = globalThis as { [key]?: Connection };

/** Opens the process's pool; nothing is sent until the first query. `poolSize` is in connections. */
export function connectDatabase({ url, poolSize = 10 }: { url: string; poolSize?: number }): Database {
  const sql = postgres(url, {
    max: poolSize,
    connect_timeout: 5,
    idle_timeout: 300,
    // In seconds. The driver's own grows to 20, and who asks in between would wait for all of it once the database is back.
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 0.5),
    onnotice: () => {},
    connection: { application_name: "roster" },
  });
  prepareInTransactions(sql);
  held[key] = { db: drizzle(sql, { schema }), end: () => sql.end({ timeout: 5 }) };
  return held[key].db;
}

/** Of a text with more values there would be one for each number of rows that somebody writes at once. */
const mostValues = 100;

/**
 * Lets PostgreSQL keep what operations ask prepared on each connection: they ask few texts, over and over, and otherwise each would be
 * parsed and planned anew, in two round trips. What filters ask outside of them has no end, and says itself whether it is worth it.
 */
function prepareInTransactions(sql: postgres.Sql): void {
  const begin = sql.begin.bind(sql) as (...given: unknown[]) => Promise<unknown>;
  const preparing = (work: (tx: postgres.TransactionSql) => unknown) => (tx: postgres.TransactionSql) => {
    const unsafe = tx.unsafe.bind(tx);
    tx.unsafe = ((text: string, values: never[] = []) =>
      unsafe(text, values, { prepare: values.length <= mostValues })) as typeof tx.unsafe;
    return work(tx);
  };
  sql.begin = ((...given: unknown[]) =>
    begin(...given.map((it) => (typeof it === "function" ? preparing(it as never) : it)))) as typeof sql.begin;
}

/** The process's database. Throws where `connectDatabase` was not called first: that is a bug, not a refusal. */
export function db(): Database {
  const connection = held[key];
  if (!connection) throw new Error("The database was used before connectDatabase().");
  return connection.db;
}

/** Ends the pool once the queries that run have finished, after 5 seconds at most. */
export async function closeDatabase(): Promise<void> {
  await held[key]?.end();
  held[key] = undefined;
}
