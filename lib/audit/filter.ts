import type { FilterKeys } from "../filter-tree";
import { permissions } from "../permissions";
import { actions, actionWordHelp } from "./action-words";

const timeHelp = "a date, an age or a time: 2026-07-01, 90d";

/** Questions stand in the log only where they were refused. */
const asked: Record<string, string> = Object.fromEntries(
  Object.entries(permissions).map(([name, { to }]) => [`asked.${name}`, `Somebody asked who may not ${to}`]),
);

/** Every key that finds audit entries. What each means in SQL is in `filter-conditions.ts`. */
export const auditFilter = {
  action: {
    title: "Actions",
    about: "What was done, as user.suspended, or a word as create, write, login",
    kind: "enum",
    values: { ...actions, ...asked, ...actionWordHelp },
  },
  actor: { title: "Actors", about: "A part of the name of who did it", kind: "text" },
  target: { title: "Targets", about: "A part of the name of whom or what it was done to", kind: "text" },
  outcome: {
    title: "Outcome",
    about: "done or refused",
    kind: "enum",
    values: { done: "It was done", refused: "It was tried, and refused" },
  },
  actor_kind: {
    title: "Kinds of actor",
    about: "user, operator, system or anonymous",
    kind: "enum",
    values: {
      user: "Somebody signed in",
      operator: "Somebody at the host’s terminal",
      system: "Roster itself",
      anonymous: "Somebody not signed in",
    },
  },
  ip: { title: "Addresses", about: "The address it came from", kind: "text" },
  since: { title: "Time", about: `Then or later: ${timeHelp}`, kind: "time" },
  until: { title: "Time", about: `Then or earlier: ${timeHelp}`, kind: "time" },
  date_from: { title: "Time", about: `The same as since: ${timeHelp}`, kind: "time" },
  date_to: { title: "Time", about: `The same as until: ${timeHelp}`, kind: "time" },
  request_id: { title: "Requests", about: "The id of the request it came with", kind: "text" },
  username: { title: "Actors", about: "The username of who did it, whole", kind: "text" },
  email: { title: "Actors", about: "The email of who did it, whole", kind: "text" },
  resource_type: {
    title: "Kinds of target",
    about: "user, group or api_key",
    kind: "enum",
    values: { user: "An account", group: "A group", api_key: "A token" },
  },
  resource_id: { title: "Targets", about: "The id of whom or what it was done to", kind: "text" },
  user_id: { title: "People", about: "The id of a user: what they did, and what was done to them", kind: "text" },
  resource_target: { title: "Targets", about: "The same as target", kind: "text" },
  status: {
    title: "Outcome",
    about: "The status it was answered with, roughly: 200 for done, 403 for refused",
    kind: "enum",
    values: { "200": "Done", "403": "Refused", done: "Done", refused: "Refused" },
  },
  search: {
    title: "Search",
    about: "A part of the name of the actor or the target; the same as a word alone",
    kind: "text",
    bareWords: true,
  },
} as const satisfies FilterKeys;

export type AuditFilter = typeof auditFilter;
