import { auditFilter } from "@/lib/audit/filter";
import type { FilterLanguage } from "../filter/language";

export const entriesLanguage: FilterLanguage = {
  keys: auditFilter,
  label: "Filter entries",
  placeholder: "Search names, or filter: actor:mira action:user.suspended outcome:refused since:7d",
  presets: [
    { label: "All", q: "" },
    { label: "Changes", q: "action:create,write,delete outcome:done" },
    { label: "Sign-ins", q: "action:login,logout" },
    { label: "Refused", q: "outcome:refused" },
  ],
  path: "/audit",
  everything: "all entries",
};
