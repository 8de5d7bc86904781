import { type Role, roleWords } from "../permissions";
import type { AuditEntry } from "./list-user-entries";

/**
 * An entry as an admin would say it: "mira" "suspended ada". `who` and `what` apart, so that a page can set the name off.
 */
export function sentenceOf(entry: AuditEntry): { who: string; what: string } {
  const who =
    entry.actorName ??
    { system: "The system", operator: "An operator", anonymous: "Someone", user: "Someone" }[entry.actorKind];
  const target = entry.targetName ?? "someone unknown";
  const whom = entry.actorName !== null && entry.actorName === entry.targetName ? "themselves" : target;
  if (entry.outcome === "refused") return { who, what: refusedTo(entry, target, whom) };
  return { who, what: verbs[entry.action]?.({ target, whom, entry }) ?? `did ${entry.action} to ${whom}` };
}

/** "tried to suspend ada, and was refused: owner protected" */
function refusedTo({ action, reason }: AuditEntry, target: string, whom: string): string {
  const tried =
    attempts[action] ?? (action.startsWith("asked.") ? "look at what is not theirs to see" : `do ${action}`);
  const why = reason ? `: ${reason.replaceAll("_", " ")}` : "";
  return `tried to ${tried.replace("{target}", target).replace("{whom}", whom)}, and was refused${why}`;
}

const attempts: Record<string, string> = {
  "user.created": "create a user",
  "user.updated": "change the profile of {whom}",
  "user.suspended": "suspend {whom}",
  "user.activated": "activate {whom}",
  "user.deleted": "delete {whom}",
  "user.roles_changed": "change the roles of {whom}",
  "user.password_reset": "reset the password of {whom}",
  "user.password_changed": "change their own password",
  "user.password_reset_asked": "ask for a new password",
  "user.appearance_changed": "change how the pages of {whom} are drawn",
  "group.created": "make a group",
  "group.updated": "change the group {target}",
  "group.deleted": "delete the group {target}",
  "token.created": "make a token for {whom}",
  "session.opened": "sign in as {target}",
  "session.closed": "sign out",
  "session.ended": "end a session of {whom}",
  "session.all_ended": "end all sessions of {whom}",
};

type Told = { target: string; whom: string; entry: AuditEntry };

const verbs: Record<string, (told: Told) => string> = {
  "user.created": ({ target }) => `created ${target}`,
  "user.updated": ({ whom, entry }) =>
    `changed ${whom === "themselves" ? "their own" : "the"} ${Object.keys(entry.changes).join(" and ")}${whom === "themselves" ? "" : ` of ${whom}`}`,
  "user.suspended": ({ whom, entry }) => `suspended ${whom}${because(entry)}`,
  "user.activated": ({ whom, entry }) =>
    whom === "themselves" ? "became active by being seen" : `activated ${whom}${because(entry)}`,
  "user.dormant": ({ target }) => `marked ${target} dormant`,
  "user.deleted": ({ whom }) => `deleted ${whom}`,
  "user.roles_changed": ({ whom, entry }) => rolesChanged(whom, entry),
  "user.password_reset": ({ whom }) => `reset the password of ${whom}`,
  "user.password_changed": () => "changed their own password",
  "user.password_reset_asked": () => "asked for a new password",
  "user.appearance_changed": ({ whom }) => `changed how the pages of ${whom} are drawn`,
  "group.created": ({ target }) => `made the group ${target}`,
  "group.updated": ({ target }) => `changed the group ${target}`,
  "group.deleted": ({ target }) => `deleted the group ${target}`,
  "token.created": ({ whom, entry }) => `made a token for ${whom}${called(entry.changes.token?.[1])}`,
  "audit.exported": ({ entry }) =>
    `exported the audit log${entry.changes.filter?.[1] ? `: ${entry.changes.filter[1]}` : ""}`,
  "session.opened": () => "signed in with a password",
  "session.closed": () => "signed out",
  "session.ended": ({ whom, entry }) =>
    entry.changes.token ? `deleted a token of ${whom}${called(entry.changes.token[0])}` : `ended a session of ${whom}`,
  "session.all_ended": ({ whom }) => `ended all sessions of ${whom}`,
};

const called = (name: unknown) => (typeof name === "string" ? `, “${name}”` : "");

const because = ({ reason }: AuditEntry) => (reason ? `: ${reason}` : "");

function rolesChanged(whom: string, { changes }: AuditEntry): string {
  const [before, after] = (changes.roles ?? [[], []]) as [Role[], Role[]];
  const titles = (held: Role[]) => held.map((role) => roleWords[role].title).join(" and ");
  const given = after.filter((role) => !before.includes(role));
  const taken = before.filter((role) => !after.includes(role));
  const parts = [
    given.length > 0 && `gave ${titles(given)} to ${whom}`,
    taken.length > 0 && `took ${titles(taken)} from ${whom}`,
  ];
  return parts.filter(Boolean).join(" and ") || `changed the roles of ${whom}`;
}
