import postgres from "postgres";
import { parse } from "postgres-array";

export type DriverOptions = postgres.Options<Record<string, never>>;

/**
 * The driver, with a single connection unless more are asked for; it is for the caller to end. It connects when it is first asked.
 *
 * By itself it asks each new connection first for all types of lists. Nobody waits for that answer: where the connection is lost before
 * it comes, or a limit of the database stops it, the failure is nobody's, and ends the process. So it is told here of the lists that
 * we ask for.
 */
export const openDriver = (url: string, options: DriverOptions = {}): postgres.Sql =>
  postgres(url, { max: 1, onnotice: () => {}, ...options, fetch_types: false, types });

/**
 * Values on their way to PostgreSQL, as it reads them. Where it has dropped or changed a prepared statement the driver sends the
 * question again, and hands over what was written the first time: a text stays as it is.
 */
const written =
  <V>(write: (value: V) => string) =>
  (value: V | string) =>
    typeof value === "string" ? value : write(value);

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
const list = written((them: (string | null)[]) => `{${them.map(item).join(",")}}`);
const item = (it: string | null) => (it === null ? "NULL" : `"${it.replace(/["\\]/g, "\\$&")}"`);

/** @param number of the type, the same in every PostgreSQL */
const type = <V>(number: number, serialize: (value: V | string) => string, parse: (text: string) => V) => ({
  to: number,
  from: [number],
  serialize,
  parse,
});

/**
 * Lists of texts and of ids, which the driver knows only after it asked the database; and what it would write wrong the second time.
 * Any other list is for the question to turn into something else.
 */
const types = {
  texts: type(1009, list, (text) => parse(text)),
  uuids: type(2951, list, (text) => parse(text)),
  boolean: type<boolean>(
    16,
    written((it) => (it ? "t" : "f")),
    (text) => text === "t",
  ),
  bytea: type<Uint8Array>(
    17,
    written((it) => `\\x${Buffer.from(it).toString("hex")}`),
    (text) => Buffer.from(text.slice(2), "hex"),
  ),
};
