/** Codes of an error that says that the database cannot be reached or does not take queries now. */
const codes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"],
  ...["CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "CONNECT_TIMEOUT"],
  // admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, disk_full, read_only_sql_transaction
  ...["57P01", "57P02", "57P03", "53300", "53100", "25006"],
]);

/** Whether an error, or what is behind it, means that the database is away, and trying again later may do. */
export function isDatabaseAway(error: unknown): boolean {
  for (let it = error, depth = 0; it instanceof Error && depth < 5; it = it.cause, depth++) {
    if ("code" in it && typeof it.code === "string" && codes.has(it.code)) return true;
  }
  return false;
}
