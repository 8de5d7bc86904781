import { EmbeddedError } from "@/db/embedded";
import { DatabaseError } from "@/db/migrate";
import { ConfigError } from "@/lib/config";
import { Cancelled, UsageProblem } from "./say";

/** The line for what whoever called can mend; null for a bug. */
export function reasonOf(error: unknown): string | null {
  const known = [ConfigError, EmbeddedError, DatabaseError, UsageProblem, Cancelled];
  return known.some((kind) => error instanceof kind) ? (error as Error).message : null;
}
