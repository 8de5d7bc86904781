import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, readConfig } from "@/lib/config";

/**
 * The secret of this host's server, from the setting or as it keeps it; null where there is none. Has to be asked before
 * `config()` is: what seals and verifies finds it there.
 */
export function hostSecret(): string | null {
  const { secret, dataDir } = readConfig(process.env, { cwd: process.cwd() });
  const found = secret ?? kept(join(dataDir, "secret"));
  if (found) process.env.ROSTER_SECRET = found;
  return found;
}

function kept(file: string): string | null {
  try {
    return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
  } catch (error) {
    throw new ConfigError(`ROSTER_DATA_DIR: ${file} cannot be read: ${(error as Error).message}.`);
  }
}
