import { sql } from "drizzle-orm";
import { type Database, db } from "@/db/client";

/** What is written whatever comes of a request: the log of attempts, the count of tries, and when somebody was seen. */
const asides = ["audit_entries", "audit_unsealed", "audit_seals", "audit_chain", "audit_names", "rate_limits"];
const movingColumns = "{last_seen_at,last_used_at,address,user_agent}";

let question: string | undefined;

/** A hash over every row of every table, but for the asides: unequal before and after, something was changed. */
export async function everything(): Promise<string> {
  question ??= await writeQuestion();
  const [row] = await db().execute<{ all: string }>(sql.raw(question));
  return row?.all ?? "";
}

/** Every row of every table, but for the asides, as JSON. */
export async function rowsOfAll(): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const name of await tables()) {
    const found = await db().execute<{ row: string }>(
      sql.raw(`select (to_jsonb(t) - '${movingColumns}'::text[])::text as row from "${name}" t`),
    );
    rows[name] = [...found].map(({ row }) => row);
  }
  return rows;
}

async function writeQuestion(): Promise<string> {
  const parts = (await tables()).map(
    (name) => `(select string_agg(row, '' order by row)
        from (select (to_jsonb(t) - '${movingColumns}'::text[])::text as row from "${name}" t) r)`,
  );
  return `select md5(concat_ws('|', ${parts.join(", ")})) as all`;
}

async function tables(): Promise<string[]> {
  const all = await db().execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables where table_schema = 'public' order by table_name`);
  return [...all].map(({ name }) => name).filter((name) => !asides.includes(name));
}

const key = Symbol.for("roster.database");
const held = globalThis as { [key]?: { db: Database } };

class RolledBack extends Error {}

/** Does it in a transaction, which is all the database that anybody sees meanwhile, and undoes it. */
export async function undone<T>(work: () => Promise<T>): Promise<T> {
  const connection = held[key];
  if (!connection) throw new Error("There is no database.");
  const { db: whole } = connection;
  let value: T | undefined;
  try {
    await whole.transaction(async (tx) => {
      // A transaction does all that the product asks of a database: one within it becomes a savepoint.
      // Some of it asks the driver itself.
      const { client } = (tx as unknown as { session: { client: Database["$client"] } }).session;
      connection.db = Object.assign(tx as unknown as Database, { $client: client });
      value = await work();
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  } finally {
    connection.db = whole;
  }
  return value as T;
}
