import type postgres from "postgres";
import type { Ask } from "./connection";
import type { Pool } from "./pool";

/** What Drizzle asks of the driver, over a pool of ours. */
export function clientOf(pool: Pool): postgres.Sql {
  const ask: Ask = (...query) => pool.lend((connection) => connection.ask(...query));
  const begin = (work: Work) => pool.lend((connection) => transaction(connection.ask, work));
  // Sound: these are all that Drizzle's session for this driver uses.
  return { unsafe: askWith(ask), begin, options: pool.template.shared } as unknown as postgres.Sql;
}

type Work = (client: postgres.TransactionSql) => Promise<unknown>;

/** Runs what is to hold as a whole or not at all. Once the connection is lost nothing of it is sent to another. */
async function transaction(ask: Ask, work: Work): Promise<unknown> {
  await ask("begin", [], {});
  let result: unknown;
  try {
    result = await work(within(preparing(ask)));
  } catch (error) {
    await ask("rollback", [], {}).catch(() => {}); // It has been rolled back then, or is with the connection.
    throw error;
  }
  // After a query that failed PostgreSQL takes a commit for a rollback, and says so only here.
  const { command } = await ask("commit", [], {});
  if (command !== "COMMIT") throw new Error("A query failed in a transaction that went on as if it had not.");
  return result;
}

/** Of a text with more values there would be one for each number of rows that somebody writes at once. */
const mostValues = 100;

/**
 * Lets PostgreSQL keep what operations ask prepared on each connection: they ask few texts, over and over, and otherwise each would be
 * parsed and planned anew, in two round trips. What filters ask outside of them has no end, and says itself whether it is worth it.
 */
const preparing =
  (ask: Ask): Ask =>
  (query, parameters, how) =>
    ask(query, parameters, { ...how, prepare: parameters.length <= mostValues });

function within(ask: Ask): postgres.TransactionSql {
  let savepoints = 0;
  const savepoint = async (work: Work) => {
    const name = `s${savepoints++}`;
    await ask(`savepoint ${name}`, [], {});
    try {
      return await work(within(ask));
    } catch (error) {
      await ask(`rollback to ${name}`, [], {});
      throw error;
    }
  };
  return { unsafe: askWith(ask), savepoint } as unknown as postgres.TransactionSql;
}

/** As the driver has it: a promise of rows as objects, or of rows as lists where `values()` is called. */
const askWith =
  (ask: Ask) =>
  (query: string, parameters: unknown[] = [], how: { prepare?: boolean } = {}) => {
    let asked: ReturnType<Ask> | undefined;
    const start = () => {
      asked ??= ask(query, parameters, how);
      return asked;
    };
    return {
      // biome-ignore lint/suspicious/noThenProperty: it is asked when it is awaited, as with the driver.
      then: (...hear: Parameters<ReturnType<Ask>["then"]>) => start().then(...hear),
      catch: (hear: (reason: unknown) => never) => start().catch(hear),
      finally: (hear: () => void) => start().finally(hear),
      values: () => ask(query, parameters, { ...how, values: true }),
    };
  };
