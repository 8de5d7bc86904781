import { z } from "zod";
import { refuse } from "../problems";
import { type UserSort, userSorts } from "./user";

export const userSort = z
  .enum([...userSorts, ...userSorts.map((sort) => `-${sort}` as const)], {
    error: `Users are sorted by ${userSorts.join(", ")}; a hyphen before it turns the order round.`,
  })
  .transform((sort) => ({ by: sort.replace("-", "") as UserSort, descending: sort.startsWith("-") }));

/**
 * Where a page ends, and what its neighbour goes on from: the sort values of a row, its id, and its number in the list
 * (from 1). Opaque to everybody else.
 */
export type PageKey = { by: UserSort; values: string[]; number: number };

export const writePageKey = ({ by, values, number }: PageKey): string =>
  Buffer.from(JSON.stringify([by, number, ...values])).toString("base64url");

const shape = z.tuple([z.enum(userSorts), z.number().int().min(0).max(1e12)], z.string().max(400));

/**
 * @refuses `invalid` what `writePageKey` did not write for this order
 */
export function readPageKey(text: string, by: UserSort): PageKey {
  const parsed = shape.safeParse(fromBase64(text));
  if (!parsed.success || parsed.data[0] !== by || !fits(by, parsed.data.slice(2))) {
    refuse("invalid", "This page cannot be found from its address. Go back to the first page.", {
      fields: { after: "This is no page key of this list." },
    });
  }
  const [, number, ...values] = parsed.data;
  return { by, values, number };
}

function fromBase64(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/** As `toISOString` writes it, and nothing else that only looks so: the 30th of February is no time. */
const isTime = (text: unknown) =>
  text === "-infinity" ||
  (typeof text === "string" &&
    /^(?!0000)\d{4}-/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString() === text);
const isText = (text: unknown) => typeof text === "string" && text.isWellFormed() && !text.includes("\0");
const isId = (text: unknown) => z.uuid().safeParse(text).success;

function fits(by: UserSort, values: unknown[]): boolean {
  if (by === "username") return values.length === 1 && isText(values[0]);
  if (by === "status") return values.length === 2 && isText(values[0]) && isText(values[1]);
  return values.length === 2 && isTime(values[0]) && isId(values[1]);
}
