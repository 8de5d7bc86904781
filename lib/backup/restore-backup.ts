import { BackupError } from "@/db/backup/broken";
import type { BackupFile } from "@/db/backup/file";
import { loadBackup } from "@/db/backup/load";
import type { Counts } from "@/db/backup/sections";
import type { Database } from "@/db/client";
import { requireAccess } from "../access";
import type { Actor } from "../actor";
import { recordAsked } from "../audit/record";
import { type Verified, verifyChain } from "../audit/verify-chain";
import { backupKey } from "./key";

/**
 * Sees that a backup was made by a Roster with one of these secrets.
 *
 * @param secretLost takes one that was made with another
 * @throws BackupError where it was not
 */
export function requireOurs(backup: BackupFile, secrets: string[], secretLost: boolean): void {
  const made = backup.made(secrets.map(backupKey));
  if (made === "by nobody with the key") {
    throw new BackupError(
      "This backup was changed, or made, by somebody who does not have ROSTER_SECRET. Nothing was changed.",
    );
  }
  if (made === "by a key" || secretLost) return;
  throw new BackupError(
    "ROSTER_SECRET is not the one that this backup was made with. Set it to that of the server that was backed up, or put that server’s file “secret” into the data folder. Where it is lost, and you know where the file comes from: --secret-lost. Nothing was changed.",
  );
}

type Wish = {
  /** An empty database, which is also that of `connectDatabase`. */
  url: string;
  backup: BackupFile;
  /** Nobody has the secret that the audit log was sealed with: it is sealed anew. */
  secretLost: boolean;
  progress: (line: string) => void;
};

export type Restored = { taken: string; roster: string; tables: Counts; audit: Verified };

/**
 * Puts all that a backup holds into an empty database, or nothing. Then sees whether the audit log is as it was written, which may
 * not be so, where it was not when it was backed up.
 *
 * @throws BackupError where it cannot be restored there
 */
export async function restoreBackup(operator: Actor, { url, backup, secretLost, progress }: Wish): Promise<Restored> {
  requireAccess(operator, "operator", {});
  const { header } = backup;
  const record = (db: Database) =>
    recordAsked(db, operator, "backup.restored", {
      taken: [null, header.taken],
      sha256: [null, backup.sha256],
      ...(secretLost && { audit_log: [null, "sealed anew"] }),
    });
  const tables = await loadBackup(url, { header, rows: backup.rows(), sealAnew: secretLost, record, progress });
  progress("Verifying the audit log");
  const verified = await verifyChain(operator, {});
  if (!verified.ok) throw new Error(verified.problem.message);
  return { taken: header.taken, roster: header.roster, tables, audit: verified.value };
}
