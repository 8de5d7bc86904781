import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type postgres from "postgres";
import { hostsTold, readAddress, speaksToPooler } from "./pool/address";
import { oneConnection } from "./pool/find-primary";

/** Why a database cannot be used, in one line that names the setting and tells no password. */
export class DatabaseError extends Error {}

/**
 * Brings the database at `url` up to this version, on a connection of its own and in one transaction: all of it or nothing.
 * Instances that start together take turns: the later ones find nothing left to do. The lock ends with the transaction, so that it
 * holds, and is let go, behind a pooler too.
 *
 * @returns the address for `connectDatabase`: where a pooler stands before the database, it asks for nothing to be prepared
 * @throws DatabaseError when it cannot be reached, is too old, or refuses what is needed
 */
export async function migrateDatabase(url: string, migrationsFolder = migrationsBeside()): Promise<string> {
  const address = readAddress(url);
  let sql: postgres.Sql | null = null;
  try {
    sql = await oneConnection(address, { connect_timeout: 5 });
    await requireVersion(sql);
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('roster: migrate'))`;
      await migrate(drizzle(asPool(tx, sql as postgres.Sql)), { migrationsFolder });
    });
    return (await isPooled(sql)) ? withoutPreparing(url) : url;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(`DATABASE_URL: the database at ${hostsTold(address)} cannot be used: ${saidBy(error)}`);
  } finally {
    await sql?.end({ timeout: 5 });
  }
}

/** A transaction that passes for the driver: the migrator begins one of its own, which is this. */
const asPool = (tx: postgres.TransactionSql, { options }: postgres.Sql) =>
  Object.assign(tx, { options, begin: (work: (tx: postgres.TransactionSql) => unknown) => work(tx) }) as never;

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

async function requireVersion(sql: postgres.Sql): Promise<void> {
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
