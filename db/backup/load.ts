import type postgres from "postgres";
import type { Database } from "../client";
import { copyIn } from "../copy";
import { drizzleOn, knownMigrations, type Migration, migrationLock, requireVersion, takeMigrations } from "../migrate";
import { BackupError } from "./broken";
import { asWritten, connected } from "./connect";
import { clearEmpty } from "./empty";
import type { Header } from "./file";
import { type Counts, readSections, type Section } from "./sections";
import { copyInto, ourTables, savedSections } from "./tables";
import { withoutUpkeep } from "./upkeep";

type What = {
  header: Header;
  rows: AsyncIterable<Buffer>;
  /** Ends the chain over the audit log, so that it is made anew: nobody has the secret that it was made with. */
  sealAnew: boolean;
  /** Writes, as part of it, that it was done. */
  record: (db: Database) => Promise<void>;
  progress: (line: string) => void;
};

/**
 * Puts a backup into the empty database at `url`, in one transaction: makes the tables as they were when it was taken, fills them, and
 * goes on to those of this version.
 *
 * @returns how many rows each table got
 * @throws BackupError where the database is not empty, a Roster runs on it, or the backup is of a later version
 */
export async function loadBackup(url: string, { header, rows, sealAnew, record, progress }: What): Promise<Counts> {
  const [before, after] = stepsAround(header);
  return connected(url, "Nothing was restored, since the database refused", async (sql) => {
    const counts = await sql.begin(async (tx) => {
      await tx.unsafe(`${asWritten}; set local maintenance_work_mem = '256MB'`);
      await requireVersion(tx);
      await tx.unsafe(`select pg_advisory_xact_lock(${migrationLock})`);
      await clearEmpty(tx);
      await takeMigrations(tx, before);
      const filled = await withoutUpkeep(tx, async () => {
        const wanted = await savedSections(tx);
        for (const { table } of wanted) await tx`delete from ${tx(table)}`; // What migrations write.
        const counts = await readSections(rows, (section, its) => {
          requireFits(section, wanted);
          progress(`Loading ${section.table}`);
          return copyIn(tx, copyInto(section), its);
        });
        const missing = wanted.find(({ table }) => !(table in counts));
        if (missing) throw new BackupError(`The backup has no table ${missing.table}.`);
        progress("Making the indexes and checking what refers to what");
        return counts;
      });
      await requireCounts(tx, filled);
      if (after.length > 0) progress(`Bringing it up to this version: ${after.length} migrations`);
      await takeMigrations(tx, after);
      if (sealAnew) await endChain(tx);
      await record(drizzleOn(tx, sql));
      progress("Gathering statistics");
      for (const table of ourTables) await tx`analyze ${tx(table)}`;
      return filled;
    });
    return counts as Counts;
  });
}

/** The migrations that the backed up database had, and those that it has to take yet. */
function stepsAround({ roster, migration }: Header): [Migration[], Migration[]] {
  const known = knownMigrations();
  const last = known.findIndex(({ at, hash }) => at === migration.at && hash === migration.hash);
  if (last < 0) {
    throw new BackupError(
      migration.at > (known.at(-1)?.at ?? 0)
        ? `This backup is of a later version of Roster (${roster}). Restore it with that one. Nothing was changed.`
        : `This backup is of a version of Roster (${roster}) that this one does not follow. Nothing was changed.`,
    );
  }
  return [known.slice(0, last + 1), known.slice(last + 1)];
}

function requireFits({ table, columns }: Section, wanted: Section[]): void {
  const place = wanted.find((it) => it.table === table);
  const same = place && [...place.columns].sort().join() === [...columns].sort().join();
  if (!same) throw new BackupError(`The backup’s table ${table} does not fit the database.`);
}

async function requireCounts(tx: postgres.TransactionSql, counts: Counts): Promise<void> {
  for (const [table, count] of Object.entries(counts)) {
    const [row] = await tx`select count(*)::bigint as found from ${tx(table)}`;
    if (Number(row?.found) !== count) throw new BackupError(`Of ${count} rows of ${table} ${row?.found} arrived.`);
  }
}

async function endChain(tx: postgres.TransactionSql): Promise<void> {
  await tx`alter table audit_seals disable trigger user`;
  await tx`delete from audit_seals`;
  await tx`alter table audit_seals enable trigger user`;
  await tx`update audit_chain set length = 0, hash = '', signature = ''`;
  await tx`insert into audit_unsealed (entry_id) select id from audit_entries on conflict do nothing`;
}
