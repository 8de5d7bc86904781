import { EmbeddedError } from "@/db/embedded";
import { DatabaseError } from "@/db/migrate";
import { ConfigError } from "@/lib/config";

/** Ends the process with one line for what whoever starts it can mend, or with the whole error where it is a bug. */
export function fail(error: unknown): never {
  console.error(reasonOf(error) ?? error);
  process.exit(1);
}

/** The line, for what the starter can mend; null for a bug. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof EmbeddedError || error instanceof DatabaseError)
    return error.message;
  if (error instanceof StartError) return error.message;
  return null;
}

/** Why the server cannot start, in one line that names the setting. */
export class StartError extends Error {}
