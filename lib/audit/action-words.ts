/** Everything that stands in the audit log as an action, and what was done then. */
export const actions = {
  "user.created": "A user was created",
  "user.updated": "A username, email or name was changed",
  "user.suspended": "A user was suspended",
  "user.activated": "A user became active",
  "user.dormant": "A user was marked dormant",
  "user.deleted": "A user was deleted",
  "user.roles_changed": "Roles were given or taken",
  "user.password_reset": "A temporary password was handed out",
  "user.password_changed": "Somebody chose a new password",
  "user.password_reset_asked": "Somebody asked for a new password",
  "user.appearance_changed": "Somebody chose how pages are drawn",
  "group.created": "A group was made",
  "group.updated": "A group or its members were changed",
  "group.deleted": "A group was deleted",
  "token.created": "An API token was made",
  "session.opened": "Somebody signed in",
  "session.closed": "Somebody signed out",
  "session.ended": "A session or token was ended",
  "session.all_ended": "All sessions of somebody were ended",
  "audit.exported": "The audit log was exported",
  "backup.taken": "A copy of everything was made at the host",
  "backup.restored": "Everything was put back as a backup has it",
  "audit.secret_accepted": "Another ROSTER_SECRET began to seal the audit log",
} as const;

/** What clients of the public audit API ask for: our actions behind a word, `write` for all others, and what Roster never does. */
export const actionWordHelp = {
  create: "Something was made",
  write: "Something was changed",
  delete: "Something was deleted or ended",
  login: "Somebody signed in",
  logout: "Somebody signed out",
  request_password_reset: "Somebody asked for a new password",
  ...Object.fromEntries(
    ["register", "start", "stop", "open", "close", "connect", "disconnect"].map((word) => [word, "Not done by Roster"]),
  ),
} as Record<string, string>;

/**
 * The words that clients of the public audit API know for what was done, and our actions behind each. An action that stands
 * nowhere here is a `write`.
 */
export const actionWords: Record<string, readonly string[]> = {
  create: ["user.created", "group.created", "token.created"],
  delete: ["user.deleted", "group.deleted", "session.ended", "session.all_ended"],
  login: ["session.opened"],
  logout: ["session.closed"],
  request_password_reset: ["user.password_reset_asked"],
};

export const actionWord = (action: string): string =>
  Object.keys(actionWords).find((word) => actionWords[word]?.includes(action)) ?? "write";
