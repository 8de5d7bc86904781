/** The filters one click away, above the table of users. */
export const userPresets = [
  { label: "All", q: "" },
  { label: "Active", q: "status:active" },
  { label: "Dormant", q: "status:dormant" },
  { label: "Suspended", q: "status:suspended" },
  { label: "Admins", q: "role:admin" },
  { label: "Not seen for 90 days", q: "last_seen_before:90d" },
] as const satisfies { label: string; q: string }[];
