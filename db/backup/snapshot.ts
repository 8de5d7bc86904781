import type postgres from "postgres";
import { copyOut } from "../copy";
import { knownMigrations, lastMigration, migrationLock } from "../migrate";
import { BackupError } from "./broken";
import { asWritten, connected } from "./connect";
import type { Header } from "./file";
import { type Section, writeSections } from "./sections";
import { copyOutOf, savedSections } from "./tables";

/** The database as it stands at one moment, whatever is written meanwhile. */
export type Snapshot = Omit<Header, "roster"> & {
  /** All rows, as the sections of a backup. */
  rows(progress: (table: string, rows: number, done: boolean) => void): AsyncIterable<Buffer>;
};

/**
 * Holds one moment of the database at `url` while `work` reads it. Nobody waits for it but whoever migrates.
 *
 * @throws BackupError where there is no Roster in it, or a later one than this
 */
export async function withSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return connected(url, "The database could not be read", async (sql) => {
    // The lock is another transaction's: one that waits for it sees the database as it was before the wait.
    const done = await sql.begin(async (lock) => {
      await lock.unsafe(`${asWritten}; select pg_advisory_xact_lock_shared(${migrationLock})`);
      return sql.begin("isolation level repeatable read read only", (tx) => reading(tx, work));
    });
    return done as T;
  });
}

async function reading<T>(tx: postgres.TransactionSql, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  await tx.unsafe(asWritten);
  const [now] = await tx`select now() as taken, current_setting('server_version') as postgres`;
  const migration = await lastMigration(tx);
  if (!migration) throw new BackupError("There is no Roster in this database.");
  if (migration.at > (knownMigrations().at(-1)?.at ?? 0)) {
    throw new BackupError("This database is of a later version of Roster. Back it up with that one.");
  }
  const sections = await savedSections(tx);
  const rows = (section: Section) => copyOut(tx, copyOutOf(section));
  const { taken, postgres } = now as unknown as { taken: Date; postgres: string };
  return work({
    taken: taken.toISOString(),
    postgres,
    migration,
    rows: (progress) => writeSections(sections, rows, progress),
  });
}
