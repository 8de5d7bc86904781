import { parse } from "postgres-array";

/** As PostgreSQL reads it: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
const listText = (list: string[]) => `{${list.map((it) => `"${it.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

/** @param number of the type, the same in every PostgreSQL */
const listType = (number: number) => ({ to: number, from: [number], serialize: listText, parse });

/** The lists that questions send and answers bring, of texts and of ids. Any other is for the question to turn into something else. */
export const listTypes = { text: listType(1009), uuid: listType(2951) };
