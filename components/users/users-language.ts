import { userFilter } from "@/lib/users/filter";
import { userPresets } from "@/lib/users/presets";
import type { FilterLanguage } from "../filter/language";

export const usersLanguage: FilterLanguage = {
  keys: userFilter,
  label: "Filter users",
  placeholder: "Search people, or filter: status:active role:owner last_seen_before:90d",
  presets: userPresets,
  path: "/users",
  everything: "all users",
};
