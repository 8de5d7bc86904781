import type { SortingState } from "@tanstack/react-table";

/** Orders as the address holds them: a column's id, with a leading hyphen where it runs downwards. */

export const readSort = (text: string): SortingState =>
  text === "" ? [] : [{ id: text.replace(/^-/, ""), desc: text.startsWith("-") }];

/**
 * The order that a click on a column's head asks for: the one before turned round, where it is of that column too, else the one that
 * the column begins with.
 */
export function sortAfterClick(before: string, id: string, first: "asc" | "desc"): string {
  const [up, down] = [id, `-${id}`];
  if (before === up) return down;
  return before !== down && first === "desc" ? down : up;
}
