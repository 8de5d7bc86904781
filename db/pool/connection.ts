import postgres from "postgres";
import { after } from "./after";

/** One connection, for one at a time. Once it is lost it is lost: whatever is asked of it then fails. */
export type Connection = {
  ask: Ask;
  isLost(): boolean;
  /** Lets go of it, once the query that runs is over. */
  end(): Promise<void>;
  /** When it was opened and last given back, in milliseconds of `performance.now()`. */
  openedAt: number;
  idleSince: number;
};

export type Ask = (query: string, parameters: unknown[], how: How) => Promise<postgres.RowList<postgres.Row[]>>;

type How = {
  prepare?: boolean;
  /** Rows as lists instead of objects. */
  values?: boolean;
};

/** What all connections of a pool share: the driver's own settings, and what it found out about types. */
export type Template = ReturnType<typeof templateOf>;

/**
 * @param answerWithinMs how long a query may take until the connection is given up: PostgreSQL itself stops what is too slow, unless
 *   it hangs or is not there any more. Null: as long as it takes
 */
export function templateOf(
  url: string,
  options: postgres.Options<Record<string, never>>,
  answerWithinMs: number | null,
) {
  const { options: shared } = postgres(url, options); // Connects when it is first asked, which it never is.
  return { shared, answerWithinMs, knowsTypes: false };
}

/**
 * Opens a connection at its first query. The driver's own pool is not used: after a connection broke, it goes on with the same object,
 * to which a transaction that was on the old one may still send its rollback, and answers then go to the wrong queries.
 */
export function openConnection(template: Template): Connection {
  let lost = false;
  const onclose = () => {
    lost = true;
  };
  const ownEnds = { idle_timeout: null, max_lifetime: null }; // Both might end it in the middle of a transaction.
  const more = { max: 1, onclose, ...ownEnds, ...(template.knowsTypes && { fetch_types: false }) };
  // The driver takes the settings that it read once as they are, so that connections share what is in them.
  const sql = postgres({ ...template.shared, ...more } as unknown as postgres.Options<Record<string, never>>);

  const ask: Ask = async (query, parameters, { prepare = false, values = false }) => {
    if (lost) throw lostError();
    const giveUp = () => {
      lost = true;
      void sql.end({ timeout: 0 });
    };
    const callOff = template.answerWithinMs === null ? () => {} : after(template.answerWithinMs, giveUp);
    try {
      const asked = sql.unsafe(query, parameters as never[], { prepare });
      const rows = await (values ? asked.values() : asked);
      template.knowsTypes = true;
      return rows as postgres.RowList<postgres.Row[]>;
    } catch (error) {
      if (!goesOnAfter(error)) lost = true;
      throw error;
    } finally {
      callOff();
    }
  };
  const now = performance.now();
  return {
    ask,
    isLost: () => lost,
    end: async () => {
      lost = true;
      await sql.end({ timeout: 1 });
    },
    openedAt: now,
    idleSince: now,
  };
}

/** An answer of PostgreSQL, after which it takes the next query; all else is trouble with the connection itself. */
const goesOnAfter = (error: unknown) => error instanceof postgres.PostgresError && error.severity === "ERROR";

const lostError = () =>
  Object.assign(new Error("The connection to the database was lost."), { code: "CONNECTION_CLOSED" });
