/**
 * An error as a log may have it: without the query that failed and what it was asked with, which may be somebody's email or the
 * fingerprint of a secret.
 */
export function plainError(error: unknown): unknown {
  return error instanceof Error && "query" in error && "params" in error && error.cause ? error.cause : error;
}
