/**
 * The one table of who may do what. Every check, every greyed-out menu item and every sentence that a
 * refused person reads comes from here; rules are written against permissions, never against role names.
 *
 * @see docs/permissions.md
 */

export const roles = ["owner", "user-admin", "template-admin", "auditor"] as const;

/** A site role that is stored. Everyone is also a `member`, which never is. */
export type Role = (typeof roles)[number];

/** How each role is called on a page, and what its holder does, in a few words. */
export const roleWords: Record<Role | "member", { title: string; plural: string; does: string }> = {
  owner: { title: "Owner", plural: "owners", does: "Does everything, and is the only one who changes roles" },
  "user-admin": { title: "User Admin", plural: "user admins", does: "Adds and removes users, manages groups" },
  "template-admin": {
    title: "Template Admin",
    plural: "template admins",
    does: "Manages ALL templates, views ALL workspaces, runs external provisioners",
  },
  auditor: { title: "Auditor", plural: "auditors", does: "Reads the audit log" },
  member: { title: "Member", plural: "members", does: "Sees and edits their own account" },
};

/** What to say wherever Template Admin can be granted. */
export const templateAdminWarning =
  "A Template Admin can run code on the platform’s host. External provisioners avoid this.";

const everyAdmin = ["owner", "user-admin", "template-admin", "auditor"] as const;

/** `to` completes "may …"; `title` is the row people know from the roles table, where there is one. */
export const permissions = {
  "users:read": { to: "see all users", roles: everyAdmin },
  "users:create": { to: "add users", title: "Add and remove users", roles: ["owner", "user-admin"] },
  "users:update": { to: "edit users", title: "Add and remove users", roles: ["owner", "user-admin"] },
  "users:suspend": { to: "suspend and activate users", title: "Add and remove users", roles: ["owner", "user-admin"] },
  "users:reset-password": { to: "reset passwords", title: "Add and remove users", roles: ["owner", "user-admin"] },
  "users:make-tokens": { to: "make tokens for others", title: "Add and remove users", roles: ["owner", "user-admin"] },
  "users:end-sessions": {
    to: "see and end other people’s sessions and tokens",
    title: "Add and remove users",
    roles: ["owner", "user-admin"],
  },
  "users:delete": { to: "delete users", title: "Add and remove users", roles: ["owner", "user-admin"] },
  "groups:manage": { to: "manage groups", title: "Manage groups", roles: ["owner", "user-admin"] },
  "roles:assign": { to: "change roles", title: "Change user roles", roles: ["owner"] },
  "templates:manage": { to: "manage all templates", title: "Manage ALL templates", roles: ["owner", "template-admin"] },
  "workspaces:read": { to: "view all workspaces", title: "View ALL workspaces", roles: ["owner", "template-admin"] },
  "workspaces:update": {
    to: "update and delete all workspaces",
    title: "Update and delete ALL workspaces",
    roles: ["owner"],
  },
  "provisioners:run": {
    to: "run external provisioners",
    title: "Run external provisioners",
    roles: ["owner", "template-admin"],
  },
  "workspaces:execute": {
    to: "execute and use all workspaces",
    title: "Execute and use ALL workspaces",
    roles: ["owner"],
  },
  "audit:read": {
    to: "read the audit log",
    title: "View all user operation audit logs",
    roles: ["owner", "auditor"],
  },
} as const satisfies Record<string, { to: string; title?: string; roles: readonly Role[] }>;

export type Permission = keyof typeof permissions;

export const everyPermission = Object.keys(permissions) as Permission[];

/** True where any of the roles gives the permission: powers add up. */
export function can(holder: { roles: readonly Role[] }, permission: Permission): boolean {
  const givenBy: readonly Role[] = permissions[permission].roles;
  return holder.roles.some((role) => givenBy.includes(role));
}

/** "Only owners and user admins can suspend and activate users." */
export function whoMay(permission: Permission): string {
  const { roles: givenBy, to } = permissions[permission];
  const words = givenBy.map((role) => roleWords[role].plural);
  const listed = words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words[0];
  return `Only ${listed} can ${to}.`;
}
