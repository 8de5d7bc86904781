import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/**
 * Brings the database at `url` up to this version, on a connection of its own. Instances that start together
 * take turns: the later ones find nothing left to do. Throws what PostgreSQL says when it cannot be reached.
 */
export async function migrateDatabase(url: string, migrationsFolder = migrationsBeside()): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('roster: migrate'))`;
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The migrations stand beside this file in a clone, and beside the bundle's folder when it is built into dist/. */
function migrationsBeside(): string {
  const inBundle = import.meta.url.includes("/dist/");
  return fileURLToPath(new URL(inBundle ? "../db/migrations" : "./migrations", import.meta.url));
}
