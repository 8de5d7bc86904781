import type { FilterKeys } from "@/lib/filter-tree";

/** What a filter box speaks, and how it is called. */
export type FilterLanguage = {
  keys: FilterKeys;
  /** "Filter users" */
  label: string;
  placeholder: string;
  /** Filters one click away. */
  presets: readonly { label: string; q: string }[];
  /** Where the list is. */
  path: string;
  /** What stands below without a filter: "all users". */
  everything: string;
};
