import { onUsers } from "../on-users";
import { userPath } from "../server/shapes";

export const usersDelete = onUsers({
  usage: "users delete <users...>",
  about: "Delete users for good",
  more: "This cannot be undone. The audit log keeps their names; the username and the email become free again.",
  confirm: (users) => `Delete ${users} for good? This cannot be undone.`,
  act: (api, user) => api.delete(userPath(user)),
  done: (_, user) => `${user} is deleted.`,
});
