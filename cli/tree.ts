import type { Command } from "./command";
import { audit } from "./commands/audit";
import { auditVerify } from "./commands/audit-verify";
import { complete, completion } from "./commands/completion";
import { groupsCreate } from "./commands/groups-create";
import { groupsDelete } from "./commands/groups-delete";
import { groupsEdit } from "./commands/groups-edit";
import { groupsList } from "./commands/groups-list";
import { login } from "./commands/login";
import { logout } from "./commands/logout";
import { resetPassword } from "./commands/reset-password";
import { roles } from "./commands/roles";
import { serverAcceptSecret } from "./commands/server-accept-secret";
import { serverBackup } from "./commands/server-backup";
import { serverCreateOwner } from "./commands/server-create-owner";
import { serverMigrate } from "./commands/server-migrate";
import { serverRestore } from "./commands/server-restore";
import { tokensCreate } from "./commands/tokens-create";
import { tokensList } from "./commands/tokens-list";
import { tokensRemove } from "./commands/tokens-remove";
import { usersActivate } from "./commands/users-activate";
import { usersCreate } from "./commands/users-create";
import { usersDelete } from "./commands/users-delete";
import { usersEditRoles } from "./commands/users-edit-roles";
import { usersList } from "./commands/users-list";
import { usersResetPassword } from "./commands/users-reset-password";
import { usersShow } from "./commands/users-show";
import { usersSuspend } from "./commands/users-suspend";
import { whoami } from "./commands/whoami";

/** The table of contents of the terminal, in the order of `--help`. */
export const tree: Command[] = [
  login,
  logout,
  whoami,
  usersCreate,
  usersList,
  usersShow,
  usersSuspend,
  usersActivate,
  usersDelete,
  usersEditRoles,
  usersResetPassword,
  tokensCreate,
  tokensList,
  tokensRemove,
  groupsCreate,
  groupsList,
  groupsEdit,
  groupsDelete,
  roles,
  audit,
  auditVerify,
  resetPassword,
  serverCreateOwner,
  serverMigrate,
  serverBackup,
  serverRestore,
  serverAcceptSecret,
  completion,
  complete,
];

/** What the commands that begin with the same word are about. */
export const groups: Record<string, string> = {
  users: "Find, make, change and end users",
  tokens: "Keys for programs",
  groups: "Named sets of users",
  server: "On the host: what needs the database itself",
};
