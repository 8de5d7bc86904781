import type { SortingState } from "@tanstack/react-table";

/** The order as the address holds it: a column's id, with a leading hyphen where it runs downwards. */
export const writeSort = (state: SortingState): string | null => {
  const [first] = state;
  return first ? `${first.desc ? "-" : ""}${first.id}` : null;
};

export const readSort = (text: string): SortingState =>
  text === "" ? [] : [{ id: text.replace(/^-/, ""), desc: text.startsWith("-") }];
