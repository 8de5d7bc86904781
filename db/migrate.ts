import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type postgres from "postgres";
import { isInTheWay } from "./away";
import type { Database } from "./client";
import { hostsTold, readAddress, speaksToPooler } from "./pool/address";
import { driverOnPrimary } from "./pool/find-primary";
import * as schema from "./schema";

/** Why a database cannot be used, in one line that names the setting and tells no password. */
export class DatabaseError extends Error {}

/**
 * Sees that the database at `url` can be used, and leaves it as it is.
 *
 * @returns the address for `connectDatabase`: where a pooler stands before the database, it asks for nothing to be prepared
 * @throws DatabaseError when it cannot be reached, or is too old
 */
export const reachDatabase = (url: string): Promise<string> => reached(url, async () => {});

/**
 * Brings the database at `url` up to this version, on a connection of its own and in one transaction: all of it or nothing.
 * Instances that start together take turns: the later ones find nothing left to do. Where nothing is, nobody waits for anybody,
 * not for a backup either. The lock ends with the transaction, so that it holds, and is let go, behind a pooler too.
 *
 * @returns the address for `connectDatabase`, as `reachDatabase` does
 * @throws DatabaseError when it cannot be reached, is too old, or refuses what is needed
 */
export const migrateDatabase = (url: string, migrationsFolder = migrationsBeside()): Promise<string> =>
  reached(url, async (sql) => {
    const last = await lastMigration(sql);
    if (knownMigrations(migrationsFolder).every(({ at }) => at <= (last?.at ?? Number.NEGATIVE_INFINITY))) return;
    const take = () =>
      sql.begin("isolation level read committed", async (tx) => {
        await tx.unsafe(withoutLimits);
        await tx.unsafe(`select pg_advisory_xact_lock(${migrationLock})`);
        await migrate(drizzleOn(tx, sql), { migrationsFolder });
      });
    // An instance of the version before may be at work: whom PostgreSQL chooses, where both wait for one another, begins anew.
    for (let tries = 1; ; tries++) {
      try {
        return void (await take());
      } catch (error) {
        if (!isInTheWay(error) || tries === mostTries) throw error;
      }
    }
  });

const mostTries = 5;

async function reached(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<string> {
  const address = readAddress(url);
  let sql: postgres.Sql | null = null;
  try {
    sql = await driverOnPrimary(address, { connect_timeout: 5 });
    await requireVersion(sql);
    await work(sql);
    return (await isPooled(sql)) ? withoutPreparing(url) : url;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(`DATABASE_URL: the database at ${hostsTold(address)} cannot be used: ${saidBy(error)}`);
  } finally {
    await sql?.end({ timeout: 5 });
  }
}

/** Held by whoever migrates; also by whoever must not be disturbed by it. */
export const migrationLock = "hashtext('roster: migrate')";

/** One step of the schema. `at` is when it was made, in milliseconds, by which they are in order. */
export type Migration = { number: number; at: number; hash: string; statements: string[] };

/** All that this version knows, the oldest first. */
export function knownMigrations(migrationsFolder = migrationsBeside()): Migration[] {
  const files = readMigrationFiles({ migrationsFolder });
  return files.map(({ sql, folderMillis, hash }, i) => ({ number: i + 1, at: folderMillis, hash, statements: sql }));
}

/** The last step that the database has taken, by when it was made. Null: none. */
export async function lastMigration(
  sql: postgres.Sql | postgres.TransactionSql,
): Promise<{ at: number; hash: string; number: number } | null> {
  const [kept] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (!kept?.there) return null;
  const [last] = await sql`select hash, created_at, (select count(*)::int from drizzle.__drizzle_migrations) as number
    from drizzle.__drizzle_migrations order by created_at desc limit 1`;
  return last ? { at: Number(last.created_at), hash: last.hash, number: last.number } : null;
}

/** Takes steps within a transaction, and keeps which, as `migrateDatabase` does. */
export async function takeMigrations(tx: postgres.TransactionSql, migrations: Migration[]): Promise<void> {
  await tx`create schema if not exists drizzle`;
  await tx`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
  for (const { statements, hash, at } of migrations) {
    for (const statement of statements) await tx.unsafe(statement);
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${at})`;
  }
}

/** In a transaction: nothing ends it for taking long, whatever the database is set to. */
export const withoutLimits =
  "set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0";

/** Drizzle within a transaction of the driver. One that is begun on it, as the migrator and operations do, is this same one. */
export const drizzleOn = (tx: postgres.TransactionSql, { options }: postgres.Sql): Database =>
  drizzle(
    Object.assign(tx, { options, begin: (work: (tx: postgres.TransactionSql) => unknown) => work(tx) }) as never,
    {
      schema,
    },
  );

/**
 * Whether what answers is no PostgreSQL but hands our questions to one, as PgBouncer does: it gives itself another number than the
 * process has that works for us.
 */
async function isPooled(sql: postgres.Sql): Promise<boolean> {
  const rows = await sql`select pg_backend_pid() as pid`;
  return rows.state?.pid !== rows[0]?.pid;
}

/** Behind a pooler the next question may go to another process, which knows nothing of what was prepared in the one before. */
function withoutPreparing(url: string): string {
  if (speaksToPooler(url)) return url;
  return `${url}${url.includes("?") ? "&" : "?"}prepare=false`;
}

const oldest = 15;

/** @throws DatabaseError where it is too old */
export async function requireVersion(sql: postgres.Sql | postgres.TransactionSql): Promise<void> {
  const [row] = await sql`select current_setting('server_version_num')::int / 10000 as version`;
  if (row?.version < oldest) {
    throw new DatabaseError(`DATABASE_URL: this is PostgreSQL ${row?.version}, and it takes ${oldest} or later.`);
  }
}

/** What the server or the network said, without the query that it was said to. */
function saidBy(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message =
    cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : String(cause);
  return `${message.split("\n")[0]}.`;
}

/** The migrations stand beside this file in a clone, and beside the bundle's folder when it is built into dist/. */
function migrationsBeside(): string {
  const inBundle = import.meta.url.includes("/dist/");
  return fileURLToPath(new URL(inBundle ? "../db/migrations" : "./migrations", import.meta.url));
}
