import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Why a database cannot be used, in one line that names the setting and tells no password. */
export class DatabaseError extends Error {}

/**
 * Brings the database at `url` up to this version, on a connection of its own. Instances that start together
 * take turns: the later ones find nothing left to do.
 *
 * @throws DatabaseError when it cannot be reached, is too old, or refuses what is needed
 */
export async function migrateDatabase(url: string, migrationsFolder = migrationsBeside()): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await requireVersion(sql);
    await sql`select pg_advisory_lock(hashtext('roster: migrate'))`;
    await migrate(drizzle(sql), { migrationsFolder });
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(`DATABASE_URL: ${hostsOf(url)} cannot be used: ${saidBy(error)}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const oldest = 15;

async function requireVersion(sql: postgres.Sql): Promise<void> {
  const [row] = await sql`select current_setting('server_version_num')::int / 10000 as version`;
  if (row?.version < oldest) {
    throw new DatabaseError(`DATABASE_URL: this is PostgreSQL ${row?.version}, and it takes ${oldest} or later.`);
  }
}

/** The part of the address that may be told. */
const hostsOf = (url: string) =>
  `the database at ${/@([^/?]+)/.exec(url)?.[1] ?? /\/\/([^/?]+)/.exec(url)?.[1] ?? "this address"}`;

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
