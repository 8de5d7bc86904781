import { randomBytes } from "node:crypto";
import { chown, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "./folder";
import type { Home } from "./home";
import { isAlive } from "./processes";
import { runToEnd } from "./run";

/**
 * Makes the data directory, where there is none. It is made beside its place and moved there whole, so that an interrupted
 * start leaves nothing half-made; of two that start at once, the first one's counts.
 */
export async function initialise(home: Home): Promise<void> {
  if (await isMade(home)) return;
  await clearAway(home);
  const making = `${home.cluster}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const passwordFile = `${making}.password`;
  await makeFolder(making, 0o700);
  await writeFile(passwordFile, home.password, { mode: 0o600 });
  if (home.as) for (const path of [making, passwordFile]) await chown(path, home.as.uid, home.as.gid);
  try {
    await runToEnd(
      home.binaries.initdb,
      [
        ...["-D", making, "-U", "roster", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"],
        // The same order and case on every system, right for letters beyond ASCII.
        ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ],
      home.as,
    );
    await rename(making, home.cluster).catch(async (error) => {
      if (!(await isMade(home))) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

/** What starts that were interrupted left behind. */
async function clearAway({ cluster }: Home): Promise<void> {
  for (const name of await readdir(dirname(cluster))) {
    const [its, pid] = name.split(".");
    if (its !== basename(cluster) || !Number(pid) || isAlive(Number(pid))) continue;
    await rm(join(dirname(cluster), name), { recursive: true, force: true });
  }
}

const isMade = ({ cluster }: Home): Promise<boolean> =>
  stat(join(cluster, "PG_VERSION")).then(
    () => true,
    () => false,
  );
