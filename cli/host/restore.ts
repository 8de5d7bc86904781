import { join } from "node:path";
import { openBackup } from "@/db/backup/file";
import { secretFile } from "@/db/embedded";
import { requireOurs, restoreBackup } from "@/lib/backup/restore-backup";
import { readConfig } from "@/lib/config";
import type { Out } from "../terminal/out";
import { Failure, say } from "../terminal/say";
import { inItsWords, onHost } from "./on-host";
import { hostSecret } from "./secret";

/** All that a backup holds, into an empty database. */
export function restoreOnHost(file: string, { secretLost = false }: { secretLost?: boolean | undefined }, out: Out) {
  return inItsWords(async () => {
    const { secretsBefore, dataDir } = readConfig(process.env, { cwd: process.cwd() });
    const kept = hostSecret();
    say("Checking the file");
    const backup = await openBackup(file);
    try {
      requireOurs(backup, [kept ?? [], secretsBefore].flat(), secretLost);
      if (!kept) process.env.ROSTER_SECRET = await secretFile(join(dataDir, "secret")); // As the server will.
      await onHost({ begin: true, migrate: false }, async (operator, url) => {
        const { taken, roster, tables, audit } = await restoreBackup(operator, {
          url,
          backup,
          secretLost,
          progress: say,
        });
        const rows = Object.values(tables).reduce((sum, some) => sum + some, 0);
        const { length, head, broken } = audit;
        await out.text(`${length}:${head}`, { taken, roster, tables, audit });
        say(`Restored ${rows.toLocaleString("en")} rows as of ${taken}. People sign in anew; tokens go on.`);
        const entries = `${length.toLocaleString("en")} entries`;
        if (!broken && secretLost) {
          return say(`The audit log was sealed anew: ${entries}. Nothing tells whether it was changed before.`);
        }
        if (!broken) return say(`The audit log is as it was written: ${entries}.`);
        throw new Failure(`Everything is restored, but the audit log is not as it was written. ${broken.why}`);
      });
    } finally {
      await backup.close();
    }
  });
}
