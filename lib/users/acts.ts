import { can, everyPermission, type Permission, permissions, type Role, whoMay } from "../permissions";
import type { Problem } from "../problems";
import type { LoginType, UserStatus } from "./user";

/**
 * What one user may do to another, as pure rules: operations refuse with them, menus grey out with them.
 *
 * @see docs/permissions.md, "Who may act on whom"
 */

type Someone = { id: string; roles: readonly Role[] };

type ActRule = {
  permission: Permission;
  /** May be done to one's own account (with the permission or, where `selfNeedsNone`, without). */
  self: "never" | "with permission" | "always";
  /** Could be used to take over the account, so the actor must hold every permission of the target. */
  takesOver?: boolean;
  /** What nobody does to themselves, in words. */
  toSelf?: string;
};

export const userActs = {
  editProfile: { permission: "users:update", self: "always" },
  changeEmail: { permission: "users:update", self: "with permission", takesOver: true },
  setRoles: { permission: "roles:assign", self: "never", toSelf: "Nobody changes their own roles." },
  suspend: { permission: "users:suspend", self: "never", toSelf: "Nobody suspends themselves." },
  activate: { permission: "users:suspend", self: "with permission" },
  resetPassword: {
    permission: "users:reset-password",
    self: "never",
    takesOver: true,
    toSelf: "Change your own password under Account.",
  },
  makeToken: { permission: "users:make-tokens", self: "always", takesOver: true },
  endSessions: { permission: "users:end-sessions", self: "always" },
  delete: { permission: "users:delete", self: "never", toSelf: "Nobody deletes themselves." },
} as const satisfies Record<string, ActRule>;

export type UserAct = keyof typeof userActs;

/** The reason why `actor` may not do `act` to `target`, or null when they may. */
export function whyNot(act: UserAct, actor: Someone, target: Someone): Problem | null {
  const rule: ActRule = userActs[act];
  const self = actor.id === target.id;

  if (self && rule.self === "always") return null;
  if (!can(actor, rule.permission)) return { code: "forbidden", message: whoMay(rule.permission) };
  if (self)
    return rule.self === "never"
      ? { code: "self_target", message: rule.toSelf ?? "You cannot do this to your own account." }
      : null;
  if (isOwner(target) && !isOwner(actor))
    return { code: "owner_protected", message: "Only an owner acts on an owner." };

  if (rule.takesOver) {
    const missing = everyPermission.find((permission) => can(target, permission) && !can(actor, permission));
    if (missing) return { code: "above_you", message: `They hold “${titleOf(missing)}”, you do not.` };
  }
  return null;
}

/** What the target's own state rules out, whoever asks. */
export function notNow(act: UserAct, target: { status: UserStatus; loginType: LoginType }): string | null {
  if (act === "resetPassword" && target.loginType === "none") return "A service account has no password.";
  if (act === "makeToken" && target.status === "suspended")
    return "A suspended user gets no token. Activate them first.";
  return null;
}

const isOwner = (someone: Someone) => someone.roles.includes("owner");

function titleOf(permission: Permission): string {
  const entry: { to: string; title?: string } = permissions[permission];
  return entry.title ?? entry.to;
}
