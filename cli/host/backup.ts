import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { takeBackup } from "@/lib/backup/take-backup";
import type { Out } from "../terminal/out";
import { Failure, say } from "../terminal/say";
import { inItsWords, onHost } from "./on-host";
import { hostSecret } from "./secret";

const everyMs = 5000;

/** A copy of all that is in the database, beside a running server or without one. */
export function backupOnHost(file: string | undefined, { force = false }: { force?: boolean | undefined }, out: Out) {
  return inItsWords(async () => {
    const secret = hostSecret();
    await onHost({ begin: false, migrate: false }, async (operator, url) => {
      if (!secret) throw new Failure(noSecret);
      const path = pathFor(file);
      const taken = await takeBackup(operator, { url, secret, file: path, force, progress: progressTold() });
      const rows = Object.values(taken.tables).reduce((sum, some) => sum + some, 0);
      await out.text(taken.file, taken);
      say(
        `Backed up ${rows.toLocaleString("en")} rows as of ${taken.taken}, in ${taken.bytes.toLocaleString("en")} bytes.`,
      );
      say("Keep ROSTER_SECRET as well, elsewhere: it is not in there, and a restore takes it.");
    });
  });
}

const noSecret =
  "ROSTER_SECRET is not set, and there is no file “secret” in the data folder. A backup is marked with it: give this command the settings of the server.";

/** The file as named; a name of its own where that is a folder, or nothing. */
function pathFor(file = "."): string {
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const moment = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  return isFolder ? join(resolve(file), `roster-${moment}Z.backup`) : resolve(file);
}

/** A line for each table that has rows, and one now and then for those that take long. */
function progressTold() {
  let last = Date.now();
  return (table: string, rows: number, done: boolean) => {
    if (rows === 0 || (!done && Date.now() - last < everyMs)) return;
    last = Date.now();
    say(`${table}: ${rows.toLocaleString("en")} rows${done ? "" : " so far"}`);
  };
}
