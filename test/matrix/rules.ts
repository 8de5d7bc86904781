/**
 * Who may do what, told once more from the words of the rules alone: the marks of the roles table and the five rules about
 * people. Knows nothing of the code that holds them, so that what both agree on is the rule.
 *
 * @see docs/permissions.md
 */

export type Role = "owner" | "user-admin" | "template-admin" | "auditor";

const powers = {
  "see the user list": ["auditor", "user-admin", "template-admin", "owner"],
  "add and remove users": ["user-admin", "owner"],
  "manage groups": ["user-admin", "owner"],
  "change user roles": ["owner"],
  "manage templates": ["template-admin", "owner"],
  "view workspaces": ["template-admin", "owner"],
  "update workspaces": ["owner"],
  "run provisioners": ["template-admin", "owner"],
  "use workspaces": ["owner"],
  "view audit logs": ["auditor", "owner"],
} satisfies Record<string, Role[]>;

type Power = keyof typeof powers;

export type Rule = {
  /** A power; or only being signed in; or nothing at all; or sitting at the host; `nobody’s`: for oneself, whoever one is. */
  needs: Power | "signing in" | "nothing" | "the host" | "nobody’s";
  changes?: boolean;
  /** It is about a user, who may be oneself. */
  onSelf?: "never" | "always" | "with the power";
  /** One could act as them by it. */
  takesOver?: boolean;
  /** May be done before a temporary password is replaced. */
  whileForced?: boolean;
  /** Those who are deleted are still told of. */
  alsoDeleted?: boolean;
  /** What comes of it for whoever may ask. */
  comesTo?: string;
};

export type Caller = { roles: Role[]; state: State };
export type Target = { roles: Role[]; is: "own" | "there" | "deleted" };

/** How good a credential is. Only the first three are of somebody who is signed in. */
export const states = [
  ...(["fine", "must change", "for reading"] as const),
  ...(["suspended", "expired", "idle", "ended", "another’s secret", "garbage"] as const),
];
export type State = (typeof states)[number];

const isSignedIn = ({ state }: Caller) => state === "fine" || state === "must change" || state === "for reading";
const has = (roles: Role[], power: Power) => roles.some((role) => (powers[power] as Role[]).includes(role));

/** What must come of it: "ok", or any of these codes. `caller` null: nobody. */
export function expected(rule: Rule, caller: Caller | null, target: Target): string[] {
  const may = [rule.comesTo ?? "ok"];
  if (rule.needs === "nothing") return may;
  if (rule.needs === "the host") return ["forbidden"];
  if (!caller || !isSignedIn(caller)) return ["signed_out"];
  if (caller.state === "must change" && !rule.whileForced) return ["must_change_password"];
  if (caller.state === "for reading" && rule.changes) return ["read_only"];
  if (rule.needs === "signing in") return may;

  const own = rule.onSelf !== undefined && target.is === "own";
  if (own && rule.onSelf === "always") return may;
  const others = rule.onSelf !== undefined && !own;
  // To a member nobody else is there.
  if (others && caller.roles.length === 0) return ["not_found"];
  const gone = others && target.is === "deleted" && !rule.alsoDeleted;
  if (rule.needs === "nobody’s" || !has(caller.roles, rule.needs))
    return gone ? ["not_found", "forbidden"] : ["forbidden"];
  if (own) return rule.onSelf === "never" ? ["self_target"] : may;
  if (gone) return ["not_found"];
  if (!others || !rule.changes) return may;
  if (target.roles.includes("owner") && !caller.roles.includes("owner")) return ["owner_protected"];
  const isAbove = (Object.keys(powers) as Power[]).some((it) => has(target.roles, it) && !has(caller.roles, it));
  return rule.takesOver && isAbove ? ["above_you"] : may;
}

/** Whether a refused attempt leaves an entry in the audit log: every act but by who is nobody, and a question that is forbidden. */
export const leavesEntry = (rule: Rule, code: string) =>
  code !== "ok" && code !== "signed_out" && (rule.changes ? true : code === "forbidden");

/** The HTTP status of each. */
export const statusOf: Record<string, number> = {
  signed_out: 401,
  wrong_credentials: 401,
  must_change_password: 403,
  read_only: 403,
  forbidden: 403,
  self_target: 403,
  owner_protected: 403,
  above_you: 403,
  not_found: 404,
  already_set_up: 409,
};
