import postgres from "postgres";
import { type DriverOptions, openDriver } from "../driver";
import { type Host, readAddress } from "./address";
import { after } from "./after";
import { hostOptions, primaryOf } from "./find-primary";

/** One connection, for one at a time. Once it is lost it is lost: whatever is asked of it then fails. */
export type Connection = {
  ask: Ask;
  isLost(): boolean;
  /** Whether it was given up because a query was not answered in time. */
  isHung(): boolean;
  /** Gives it up with the query that runs, where it does not lead to this host: another one takes the writes by now. */
  requireHost(host: Host): void;
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

/** What all connections of a pool share, the driver's own settings among it. */
export type Template = ReturnType<typeof templateOf>;

/**
 * @param answerWithinMs how long a query may take until the connection is given up: PostgreSQL itself stops what is too slow, unless
 *   it hangs or is not there any more. Null: as long as it takes
 */
export function templateOf(url: string, options: DriverOptions, answerWithinMs: number | null) {
  const address = readAddress(url);
  const [first] = address.hosts as [Host];
  // It is never asked, so that it never connects.
  const { options: shared } = openDriver(address.url, { ...options, ...hostOptions(address, first) });
  return { shared, answerWithinMs, address, primary: primaryOf(address) };
}

/**
 * Opens a connection at its first query. The driver's own pool is not used: after a connection broke, it goes on with the same object,
 * to which a transaction that was on the old one may still send its rollback, and answers then go to the wrong queries.
 */
export function openConnection(template: Template): Connection {
  let lost = false;
  let hung = false;
  const onclose = () => {
    lost = true;
  };
  const ownEnds = { idle_timeout: null, max_lifetime: null }; // Both might end it in the middle of a transaction.
  let warned = false;
  const onnotice = ({ severity }: postgres.Notice) => {
    warned ||= severity === "WARNING";
  };
  const more = { onclose, onnotice, ...ownEnds };
  let sql: postgres.Sql | null = null;
  let host: Host | null = null;
  const open = async () => {
    host = (await template.primary?.()) ?? null;
    if (lost) throw lostError();
    // The driver takes the settings that it read once as they are, so that connections share what is in them.
    sql = postgres({
      ...template.shared,
      ...more,
      ...(host && hostOptions(template.address, host)),
    } as unknown as DriverOptions);
    return sql;
  };
  const giveUp = () => {
    lost = true;
    void sql?.end({ timeout: 0 });
  };
  const giveUpHung = () => {
    hung = true;
    giveUp();
  };

  const ask: Ask = async (query, parameters, { prepare = false, values = false }) => {
    if (lost) throw lostError();
    const callOff = template.answerWithinMs === null ? () => {} : after(template.answerWithinMs, giveUpHung);
    warned = false;
    try {
      const asked = (sql ?? (await open())).unsafe(query, parameters as never[], { prepare });
      const rows = await (values ? asked.values() : asked);
      if (warned && query === "commit") throw unsureError();
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
    isHung: () => hung,
    requireHost: (now) => {
      if (host && host !== now) giveUp();
    },
    end: async () => {
      lost = true;
      await sql?.end({ timeout: 1 });
    },
    openedAt: now,
    idleSince: now,
  };
}

/** An answer of PostgreSQL, after which it takes the next query; all else is trouble with the connection itself. */
const goesOnAfter = (error: unknown) => error instanceof postgres.PostgresError && error.severity === "ERROR";

/**
 * Where somebody cancels a commit that waits for a synchronous standby, PostgreSQL calls what is on the primary alone committed, with no
 * more than a warning. Nobody may be told that it is done: with the primary it would be lost.
 */
const unsureError = () => Object.assign(new Error("Nobody waited until a standby had this, too."), { code: "57014" });

const lostError = () =>
  Object.assign(new Error("The connection to the database was lost."), { code: "CONNECTION_CLOSED" });
