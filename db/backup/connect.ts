import postgres from "postgres";
import { isDatabaseAway } from "../away";
import { withoutLimits } from "../migrate";
import { plainError } from "../plain-error";
import { readAddress } from "../pool/address";
import { driverOnPrimary } from "../pool/find-primary";
import { BackupError } from "./broken";

/**
 * Works with connections for as long as a backup takes; two at most.
 *
 * @param failed begins the sentence that tells what the database, or the network before it, had against it
 */
export async function connected<T>(url: string, failed: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  let sql: postgres.Sql | null = null;
  try {
    sql = await driverOnPrimary(readAddress(url), {
      max: 2,
      connect_timeout: 5,
      idle_timeout: 0,
      max_lifetime: null,
      connection: { application_name: "roster: backup" },
    });
    return await work(sql);
  } catch (error) {
    const said = plainError(error);
    if (!(said instanceof postgres.PostgresError || isDatabaseAway(said))) throw error;
    const { message, code } = said as NodeJS.ErrnoException;
    throw new BackupError(`${failed}: ${message.split("\n")[0] || code}.`, { cause: error });
  } finally {
    await sql?.end({ timeout: 5 });
  }
}

/** In a transaction: as long as it takes, and values are written the same whatever the database is set to. */
export const asWritten = `${withoutLimits}; set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex'`;
