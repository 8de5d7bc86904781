import { text } from "../command";
import { onUsers } from "../on-users";
import { type ApiUser, userPath } from "../server/shapes";

export const usersSuspend = onUsers({
  usage: "users suspend <users...>",
  about: "Suspend users: they cannot sign in, and their sessions and tokens end",
  examples: [
    ["roster users suspend ada --reason 'left the company'", "the reason is shown and kept"],
    [
      "roster users list -f last_seen_before:1y --columns username | tail -n +2 | roster users suspend - --yes",
      "many at once",
    ],
  ],
  options: { reason: text("<words>", "why; kept with the status and in the audit log") },
  confirm: (users) => `Suspend ${users}? This ends all their sessions and tokens.`,
  act: (api, user, { reason }) => api.put<ApiUser>(`${userPath(user)}/status/suspend`, { reason }),
  done: ({ username }) => `${username} is suspended.`,
});
