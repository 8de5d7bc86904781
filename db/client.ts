import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { speaksToPooler } from "./pool/address";
import { clientOf } from "./pool/client";
import { openPool } from "./pool/pool";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * The process has one pool. It hangs on globalThis because the server's bundle and the page framework's each
 * hold a copy of this module.
 */
type Connection = { db: Database; failedSince: (moment: number) => boolean; end: () => Promise<void> };
const key = Symbol.for("roster.database");
const held = globalThis as { [key]?: Connection };

/**
 * So that nothing hangs, whatever the database does. PostgreSQL stops a query that takes too long, one that waits for others too long,
 * and a transaction of somebody who forgot it; what hangs all the same is given up here. In milliseconds.
 */
const limits = { statement: 20_000, lock: 5_000, idleInTransaction: 30_000, answer: 25_000, connection: 5_000 };

type How = {
  url: string;
  /** In connections. */
  poolSize?: number;
  /** Lets a query take as long as it takes: for work that nobody waits for at the other end of a request. */
  patient?: boolean;
};

/** Opens the process's pool; nothing is sent until the first query. */
export function connectDatabase({ url, poolSize = 10, patient = false }: How): Database {
  const pool = openPool({
    url,
    size: poolSize,
    waitMs: limits.connection,
    maxWaiting: 100 * poolSize,
    answerWithinMs: patient ? null : limits.answer,
    options: {
      connect_timeout: 10,
      connection: {
        application_name: "roster",
        // A pooler refuses a connection that comes with settings which it does not know.
        ...(!patient &&
          !speaksToPooler(url) && {
            statement_timeout: limits.statement,
            lock_timeout: limits.lock,
            idle_in_transaction_session_timeout: limits.idleInTransaction,
          }),
      },
    },
  });
  held[key] = {
    db: drizzle(clientOf(pool), { schema }),
    failedSince: (moment) => pool.failedAt() >= moment,
    end: () => pool.end({ timeout: 5 }),
  };
  return held[key].db;
}

/** The process's database. Throws where `connectDatabase` was not called first: that is a bug, not a refusal. */
export function db(): Database {
  const connection = held[key];
  if (!connection) throw new Error("The database was used before connectDatabase().");
  return connection.db;
}

/** Whether the database was away, for anybody, since a moment in milliseconds of `performance.now()`. */
export const databaseFailedSince = (moment: number): boolean => held[key]?.failedSince(moment) ?? false;

/** Ends the pool once the queries that run have finished, after 5 seconds at most. */
export async function closeDatabase(): Promise<void> {
  await held[key]?.end();
  held[key] = undefined;
}
