import { parse } from "postgres-array";

/**
 * Values on their way to PostgreSQL, as it reads them. Where it has dropped or changed a prepared statement the driver sends the
 * question again, and hands over what was written the first time: a text stays as it is.
 */
const written =
  <V>(write: (value: V) => string) =>
  (value: V | string) =>
    typeof value === "string" ? value : write(value);

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
const list = written((them: string[]) => `{${them.map((it) => `"${it.replace(/["\\]/g, "\\$&")}"`).join(",")}}`);

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
export const types = {
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
