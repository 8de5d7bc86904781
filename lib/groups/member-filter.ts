import { quoteFilterText } from "../filter-tree";

/** The filter that finds the members of the group of this name. */
export const memberFilter = (name: string) => `group:${quoteFilterText(name)}`;
