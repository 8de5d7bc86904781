import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Home } from "./home";
import { EmbeddedError } from "./run";

/**
 * A PostgreSQL reads only the data of its own major version, and this product brings one. Asked before it is started, so
 * that whoever updated is told what to do, and nothing is touched.
 *
 * @throws EmbeddedError
 */
export async function requireSameVersion({ cluster, binaries, as }: Home): Promise<void> {
  const written = (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  const said = spawnSync(binaries.postgres, ["--version"], { cwd: "/", encoding: "utf8", ...as });
  const brought = /PostgreSQL\) (\d+)/.exec(said.stdout)?.[1];
  if (!brought || written === brought) return; // Where it does not even tell its version, starting it tells why.
  throw new EmbeddedError(
    `ROSTER_DATA_DIR: the database in ${cluster} is of PostgreSQL ${written}, and this Roster brings PostgreSQL ${brought}, which cannot read it. Nothing was changed. Back it up with the Roster that wrote it, move the folder away, and restore with this one: docs/backup.md tells how.`,
  );
}
