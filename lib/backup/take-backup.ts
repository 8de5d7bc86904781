import { BackupError } from "@/db/backup/broken";
import { writeBackup } from "@/db/backup/file";
import type { Counts } from "@/db/backup/sections";
import { withSnapshot } from "@/db/backup/snapshot";
import { db } from "@/db/client";
import { version } from "../../package.json";
import { requireAccess } from "../access";
import type { Actor } from "../actor";
import { mayBeOurSecret } from "../audit/our-secret";
import { recordAsked } from "../audit/record";
import { backupKey } from "./key";

type Wish = {
  /** The database, which is also that of `connectDatabase`. */
  url: string;
  secret: string;
  file: string;
  /** Replaces a file that is there already. */
  force: boolean;
  progress: (table: string, rows: number, done: boolean) => void;
};

const otherSecret =
  "ROSTER_SECRET is not the one that this database is in use under, and whoever has that one could not restore a backup marked with it. Give this command the settings of the server. Nothing was written.";

export type Taken = { file: string; bytes: number; sha256: string; taken: string; tables: Counts };

/**
 * Writes all that is in the database, as it stands at one moment, into a file that is there under its name once it is whole. That
 * it was taken is an entry of the audit log, without which there is no file: it holds every password's hash.
 *
 * @throws BackupError where it cannot be taken or written
 */
export async function takeBackup(operator: Actor, { url, secret, file, force, progress }: Wish): Promise<Taken> {
  requireAccess(operator, "operator", {});
  const tables: Counts = {};
  const told: typeof progress = (table, rows, done) => {
    tables[table] = rows;
    progress(table, rows, done);
  };
  const record = (sha256: string) =>
    recordAsked(db(), operator, "backup.taken", { file: [null, file], sha256: [null, sha256] });
  const written = await withSnapshot(url, async ({ rows, ...moment }) => {
    if (!(await mayBeOurSecret())) throw new BackupError(otherSecret);
    const header = { roster: version, ...moment };
    const key = backupKey(secret);
    const { bytes, sha256 } = await writeBackup(file, { header, key, force, rows: rows(told), record });
    return { bytes, sha256, taken: moment.taken };
  });
  return { file, ...written, tables };
}
