import { text } from "../command";
import { onUsers } from "../on-users";
import { type ApiUser, userPath } from "../server/shapes";

export const usersActivate = onUsers({
  usage: "users activate <users...>",
  about: "Let suspended or dormant users work again; each takes a seat",
  options: { reason: text("<words>", "why; kept with the status and in the audit log") },
  confirm: (users) => `Activate ${users}?`,
  act: (api, user, { reason }) => api.put<ApiUser>(`${userPath(user)}/status/activate`, { reason }),
  done: ({ username, status }) => `${username} is ${status}.`,
});
