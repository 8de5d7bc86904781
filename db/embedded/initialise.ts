import { chown, rm, writeFile } from "node:fs/promises";
import { makeFolder } from "./folder";
import type { Home } from "./home";
import { makeWhole } from "./make-whole";
import { runToEnd } from "./run";

/** Makes PostgreSQL's data directory, where there is none. */
export function initialise(home: Home): Promise<void> {
  return makeWhole(home.cluster, "PG_VERSION", async (beside) => {
    const passwordFile = `${beside}.password`;
    await makeFolder(beside, 0o700);
    await writeFile(passwordFile, home.password, { mode: 0o600 });
    if (home.as) for (const path of [beside, passwordFile]) await chown(path, home.as.uid, home.as.gid);
    try {
      await runToEnd(
        home.binaries.initdb,
        [
          ...["-D", beside, "-U", "roster", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"],
          // The same order and case on every system, right for letters beyond ASCII.
          ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ],
        home.as,
      );
    } finally {
      await rm(passwordFile, { force: true });
    }
  });
}
