import { nameOfEveryone } from "../groups/group";
import { type Role, roleWords } from "../permissions";
import type { AuditEntry } from "./list-user-entries";

/** An entry in the words of an admin, in parts, so that a page can set the names off. */
export type Sentence = {
  /** "mira" */
  who: string;
  /** "suspended " */
  before: string;
  /** Whom or what it was done to, "ada"; empty where the sentence does not name it. */
  name: string;
  /** ": left the company" */
  after: string;
};

/** Stands for the name while a sentence is made: no name has it. */
const mark = "\0";

export function sentenceOf(entry: AuditEntry): Sentence {
  // What somebody who is not signed in calls themselves is no more than whom they want to be.
  const [actorName, wanted] = entry.actorKind === "anonymous" ? [null, entry.actorName] : [entry.actorName, null];
  const who =
    actorName ??
    { system: "The system", operator: "An operator", anonymous: "Someone", user: "Someone" }[entry.actorKind];
  const themselves = actorName !== null && actorName === entry.targetName;
  const told = { target: mark, whom: themselves ? "themselves" : mark, entry };
  const what =
    entry.outcome === "refused"
      ? refusedTo(told)
      : (verbs[entry.action]?.(told) ?? `did ${entry.action} to ${told.whom}`);
  const [before = "", ...after] = what.split(mark);
  const name = entry.targetName ?? wanted ?? (entry.targetType === "group" ? "a group" : "someone unknown");
  return { who, before, name: after.length === 0 ? "" : name, after: after.join(name) };
}

/** The whole of it, "mira suspended ada: left the company". */
export function sentenceText(entry: AuditEntry): string {
  const { who, before, name, after } = sentenceOf(entry);
  return `${who} ${before}${name}${after}`;
}

/** "tried to suspend ada, and was refused: only an owner acts on an owner" */
function refusedTo({ target, whom, entry }: Told): string {
  const { action, targetName } = entry;
  const asked = action.startsWith("asked.") ? action.slice("asked.".length) : null;
  const tried =
    asked === null
      ? (targetName === null && nameless[action]) || (attempts[action] ?? `do ${action}`)
      : targetName === null
        ? questions[asked]
        : "look at what only others may see of {whom}";
  const why = whyNot(entry);
  const what = tried ?? "look at what is not theirs to see";
  return `tried to ${what.replace("{target}", target).replace("{whom}", whom)}, and was refused${why && `: ${why}`}`;
}

function whyNot({ action, reason, targetType, targetName }: AuditEntry): string {
  if (!reason) return "";
  const isOfEveryone = targetType === "group" && targetName === nameOfEveryone;
  if (reason === "forbidden" && isOfEveryone && action in attempts) return "it holds all users and cannot be changed";
  return whyRefused[reason] ?? reason.replaceAll("_", " ");
}

/** What somebody asks for who asks without a name, by the permission that it takes. */
const questions: Record<string, string> = {
  "users:read": "look at other users",
  "audit:read": "read the audit log",
};

/** The codes of refusals, as far as they are no plain words. */
export const whyRefused: Partial<Record<string, string>> = {
  forbidden: "their roles do not allow it",
  read_only: "the token is for reading only",
  wrong_credentials: "wrong email or password",
  must_change_password: "they had to choose a new password first",
  self_target: "nobody does this to themselves",
  owner_protected: "only an owner acts on an owner",
  above_you: "the other one may do more than they",
  suspended: "the account is suspended",
  taken: "the name or email is taken",
  changed_meanwhile: "somebody else was quicker",
  last_owner: "it is the last owner",
  no_seat: "no seat was free",
  rate_limited: "too many attempts",
};

/** As entries of earlier versions have it. */
const nameless: Record<string, string> = { "user.created": "create a user", "group.created": "make a group" };

const attempts: Record<string, string> = {
  "user.created": "create {target}",
  "user.updated": "change the profile of {whom}",
  "user.suspended": "suspend {whom}",
  "user.activated": "activate {whom}",
  "user.deleted": "delete {whom}",
  "user.roles_changed": "change the roles of {whom}",
  "user.password_reset": "reset the password of {whom}",
  "user.password_changed": "change their own password",
  "user.password_reset_asked": "ask for a new password for {target}",
  "user.appearance_changed": "change how the pages of {whom} are drawn",
  "group.created": "make the group {target}",
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
  "user.password_reset_asked": ({ target }) => `asked for a new password for ${target}`,
  "user.appearance_changed": ({ whom }) => `changed how the pages of ${whom} are drawn`,
  "group.created": ({ target }) => `made the group ${target}`,
  "group.updated": groupChanged,
  "group.deleted": ({ target }) => `deleted the group ${target}`,
  "token.created": ({ whom, entry }) => `made a token for ${whom}${called(entry.changes.token?.[1])}`,
  "audit.exported": ({ entry }) =>
    `exported the audit log${entry.changes.filter?.[1] ? `: ${entry.changes.filter[1]}` : ""}`,
  "backup.taken": () => "backed up everything",
  "backup.restored": ({ entry }) => `restored the backup of ${entry.changes.taken?.[1]}`,
  "audit.secret_accepted": () => "let another ROSTER_SECRET seal the audit log from here on",
  "session.opened": () => "signed in with a password",
  "session.closed": () => "signed out",
  "session.ended": ({ whom, entry }) =>
    entry.changes.token ? `deleted a token of ${whom}${called(entry.changes.token[0])}` : `ended a session of ${whom}`,
  "session.all_ended": ({ whom }) => `ended all sessions of ${whom}`,
};

/** "added ada and grace to platform and renamed it" */
function groupChanged({ target, entry: { changes } }: Told): string {
  const [added, removed, renamed] = [changes.added?.[1], changes.removed?.[0], changes.name];
  const parts = [
    Array.isArray(added) && `added ${names(added)} to`,
    Array.isArray(removed) && `removed ${names(removed)} from`,
  ].filter(Boolean);
  const inside = parts.length > 0 ? `${parts.join(" and ")} the group ${target}` : "";
  const others = Object.keys(changes).filter((field) => !["added", "removed", "name"].includes(field));
  const outside = renamed
    ? `${inside ? "renamed it" : `renamed the group ${target}`} from ${renamed[0]} to ${renamed[1]}`
    : others.length > 0
      ? `${inside ? "changed it" : `changed the group ${target}`}`
      : "";
  return [inside, outside].filter(Boolean).join(" and ") || `changed the group ${target}`;
}

/** Some by their names, more by their number. */
const names = (all: unknown[]) => (all.length > 3 ? `${all.length.toLocaleString("en")} members` : all.join(", "));

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
