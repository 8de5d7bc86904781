/** serialization_failure, deadlock_detected: two transactions were in each other's way, and this one gave way. */
const inTheWay = ["40001", "40P01"];

/** Codes of an error that says that the database cannot be reached or does not take queries now. */
const codes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"],
  ...[
    "CONNECTION_CLOSED",
    "CONNECTION_ENDED",
    "CONNECTION_DESTROYED",
    "CONNECT_TIMEOUT",
    "POOL_TIMEOUT",
    "POOL_FULL",
    "NO_PRIMARY",
  ],
  // admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout, io_error, read_only_sql_transaction
  ...["57P01", "57P02", "57P03", "57P05", "58030", "25006"],
  // query_canceled, lock_not_available, idle_in_transaction_session_timeout, transaction_timeout: it took too long
  ...["57014", "55P03", "25P03", "25P04"],
  ...inTheWay,
]);

/** Classes of SQLSTATEs, all of which mean that: connection_exception, insufficient_resources. */
const classes = ["08", "53"];

const meansAway = (code: string) => codes.has(code) || (code.length === 5 && classes.includes(code.slice(0, 2)));

/** Whether an error, or what is behind it, means that the database is away, and trying again later may do. */
export const isDatabaseAway = (error: unknown) => whyAway(error) !== null;

/** The code that says so, for the log. Null: it means something else. */
export const whyAway = (error: unknown): string | null => codesBehind(error).find(meansAway) ?? null;

/** Whether a transaction was rolled back because it and another were in each other's way: at once again may do. */
export const isInTheWay = (error: unknown) => codesBehind(error).some((code) => inTheWay.includes(code));

function codesBehind(error: unknown): string[] {
  const found: string[] = [];
  for (let it = error, depth = 0; it instanceof Error && depth < 5; it = it.cause, depth++) {
    if ("code" in it && typeof it.code === "string") found.push(it.code);
  }
  return found;
}
