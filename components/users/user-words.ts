import { roleWords } from "@/lib/permissions";
import { counted, span } from "@/lib/times";
import type { User } from "@/lib/users/user";
import type { Preview } from "./user-actions";

/** Why the status is what it is: "unseen for 112 days", "never signed in", "by mira: left the company". */
export function statusReason(user: User, now: Date): string | null {
  if (user.status === "dormant") {
    return user.lastSeenAt ? `unseen for ${span(user.lastSeenAt, now)}` : "never signed in";
  }
  if (user.status === "active") return null;
  const by = user.statusBy ? `by ${user.statusBy}` : null;
  return [by, user.statusReason].filter(Boolean).join(": ") || null;
}

/** What a person is called in a table or a heading. */
export const nameOf = (user: Pick<User, "name" | "username">) => user.name || user.username;

export const rolesOf = (user: Pick<User, "roles">) => user.roles.map((role) => roleWords[role].title).join(", ");

/** "Chidi Nwosu, chidi@halden.example" */
export const nameAndAddress = (user: User) => [user.name, user.email].filter(Boolean).join(", ") || user.username;

/** "3 sessions and 1 API token", or "3 other sessions …" beside the one that asks; null where nothing is signed in. */
export function countOf(sessions: Preview["sessions"], other = false): string | null {
  const tokens = sessions.filter(({ kind }) => kind === "token").length;
  const browsers = sessions.length - tokens;
  const parts = [
    browsers > 0 && counted(browsers, other ? "other session" : "session"),
    tokens > 0 && counted(tokens, "API token"),
  ];
  return parts.filter(Boolean).join(" and ") || null;
}

/** "Firefox on Linux, Safari on iPhone and the token “nightly-report”", at most five by name. */
export function namesOf(sessions: Preview["sessions"]): string {
  const names = sessions.map(({ kind, label }) => (kind === "token" ? `the token “${label}”` : label));
  const told = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  return told.length > 1 ? `${told.slice(0, -1).join(", ")} and ${told.at(-1)}` : (told[0] ?? "");
}
