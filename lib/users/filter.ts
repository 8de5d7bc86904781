import type { FilterKeys } from "../filter-tree";
import { roleWords } from "../permissions";

const timeHelp = "a date, an age or a time: 2026-07-01, 90d";

/** Every key that finds users. What each means in SQL is in `filter-conditions.ts`. */
export const userFilter = {
  status: {
    title: "Status",
    about: "active, dormant or suspended",
    kind: "enum",
    values: {
      active: "Has been here, and may sign in",
      dormant: "Not been here for long or at all, and may sign in",
      suspended: "May not sign in",
    },
  },
  role: {
    title: "Roles",
    about: "A site role",
    kind: "enum",
    values: {
      owner: roleWords.owner.does,
      "user-admin": roleWords["user-admin"].does,
      "template-admin": roleWords["template-admin"].does,
      auditor: roleWords.auditor.does,
      admin: "Owner, User Admin or Template Admin",
      member: "Everyone",
    },
    aliases: { user_admin: "user-admin", template_admin: "template-admin" },
  },
  group: { title: "Groups", about: "The name of a group they are in", kind: "text" },
  login_type: {
    title: "Login types",
    about: "password or none",
    kind: "enum",
    values: { password: "Signs in with a password", none: "Does not sign in: a service account" },
  },
  last_seen: { title: "Last seen", about: "never", kind: "enum", values: { never: "Has never been here" } },
  last_seen_before: { title: "Last seen", about: `Then, earlier or never: ${timeHelp}`, kind: "time" },
  last_seen_after: { title: "Last seen", about: `Then or later: ${timeHelp}`, kind: "time" },
  created_before: { title: "Created", about: `Then or earlier: ${timeHelp}`, kind: "time" },
  created_after: { title: "Created", about: `Then or later: ${timeHelp}`, kind: "time" },
  name: { title: "Name", about: "A part of the display name", kind: "text" },
  email: { title: "Email", about: "A part of the email", kind: "text" },
  username: { title: "Username", about: "A part of the username", kind: "text" },
  service_account: {
    title: "Service accounts",
    about: "true or false",
    kind: "boolean",
    values: { true: "Has tokens only, and takes no seat", false: "Is a person" },
  },
  search: {
    title: "Search",
    about: "A part of the username, email or display name; the same as a word alone",
    kind: "text",
    bareWords: true,
  },
} as const satisfies FilterKeys;

export type UserFilter = typeof userFilter;
