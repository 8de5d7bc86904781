import { createHash, hkdfSync } from "node:crypto";
import type { FileKey } from "@/db/backup/file";

/** What shows that a backup was made by a Roster with this `ROSTER_SECRET`, which is in no backup. */
export function backupKey(secret: string): FileKey {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "roster: backup", 32));
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 16), bytes };
}
