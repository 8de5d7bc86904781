import postgres from "postgres";
import { isDatabaseAway } from "../away";
import { BackupError } from "./broken";

/**
 * Works with connections for as long as a backup takes; two at most.
 *
 * @param failed begins the sentence that tells what the database, or the network before it, had against it
 */
export async function connected<T>(url: string, failed: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 2, connect_timeout: 5, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  try {
    return await work(sql);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError || isDatabaseAway(error))) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    throw new BackupError(`${failed}: ${message.split("\n")[0] || code}.`, { cause: error });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** In a transaction: nothing ends it for taking long, and values are written the same whatever the database is set to. */
export const unhurried = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;
