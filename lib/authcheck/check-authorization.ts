import { z } from "zod";
import type { Actor, SignedIn } from "../actor";
import { query } from "../operation";
import { can, type Permission } from "../permissions";
import { refuse } from "../problems";

/** What may be asked about: kinds of things of the platform, by the names that it knows them by. */
export const checkedActions = [
  ...["application_connect", "assign", "create", "delete", "read", "read_personal", "ssh", "unassign"],
  ...["update", "update_personal", "use", "view_insights", "start", "stop"],
] as const;

/**
 * The permission behind an action on a kind of thing. What stands nowhere is a power that Roster does not hold and gives
 * nobody, not even an owner: the platform must not take a guess for an answer.
 */
const table: Record<string, Partial<Record<string, Permission>>> = {
  user: {
    read: "users:read",
    create: "users:create",
    update: "users:update",
    delete: "users:delete",
    read_personal: "users:update",
    update_personal: "users:update",
  },
  assign_role: { read: "users:read", assign: "roles:assign", unassign: "roles:assign" },
  group: { read: "users:read", create: "groups:manage", update: "groups:manage", delete: "groups:manage" },
  group_member: { read: "users:read", create: "groups:manage", update: "groups:manage", delete: "groups:manage" },
  organization: { read: "users:read" },
  organization_member: { read: "users:read" },
  audit_log: { read: "audit:read" },
  api_key: {
    read: "users:end-sessions",
    create: "users:make-tokens",
    update: "users:end-sessions",
    delete: "users:end-sessions",
  },
  template: {
    read: "templates:manage",
    create: "templates:manage",
    update: "templates:manage",
    delete: "templates:manage",
    use: "templates:manage",
    view_insights: "templates:manage",
  },
  workspace: {
    read: "workspaces:read",
    update: "workspaces:update",
    delete: "workspaces:update",
    create: "workspaces:execute",
    start: "workspaces:execute",
    stop: "workspaces:execute",
    ssh: "workspaces:execute",
    application_connect: "workspaces:execute",
  },
  provisioner_daemon: {
    read: "provisioners:run",
    create: "provisioners:run",
    update: "provisioners:run",
    delete: "provisioners:run",
  },
  provisioner_jobs: { read: "provisioners:run", create: "provisioners:run", update: "provisioners:run" },
};

export const checkedPermission = (type: string, action: string): Permission | undefined =>
  Object.hasOwn(table, type) ? table[type]?.[action] : undefined;

/** What everybody may do with what is their own. */
const own: Record<string, readonly string[]> = {
  user: ["read", "read_personal", "update_personal"],
  api_key: ["read", "create", "update", "delete"],
  workspace: Object.keys(table.workspace ?? {}),
};

const check = z.object({
  action: z.enum(checkedActions, { error: "There is no such action." }),
  object: z.object({
    resource_type: z.string({ error: "The kind of thing is missing." }).max(100, "There is no such kind of thing."),
    owner_id: z.string().max(100).optional(),
    resource_id: z.string().max(100).optional(),
    organization_id: z.string().max(100).optional(),
    any_org: z.boolean().optional(),
  }),
});

export type Check = z.input<typeof check>;

/**
 * Whether the asker may do what each check names, for a platform that asks before it does. Names of checks are the
 * asker's own. `owner_id` is a user's id or `me`.
 *
 * @returns yes or no by name
 * @refuses `invalid` more than 100 checks
 */
export const checkAuthorization = query({
  permission: "signed in",
  input: z.object({ checks: z.record(z.string().max(200, "A check’s name is too long."), check) }),

  async run({ actor, input }): Promise<Record<string, boolean>> {
    const named = Object.entries(input.checks);
    if (named.length > 100) {
      refuse("invalid", "At most 100 checks at a time.", { fields: { checks: "At most 100 checks at a time." } });
    }
    return Object.fromEntries(named.map(([name, it]) => [name, may(actor, it)]));
  },
});

function may(actor: Actor, { action, object }: z.output<typeof check>): boolean {
  if (actor.kind !== "user") return actor.kind !== "anonymous";
  const { resource_type: type, owner_id: owner, resource_id: id } = object;
  const whose = type === "user" ? (owner ?? id) : owner;
  if (whose && Object.hasOwn(own, type) && own[type]?.includes(action) && isSelf(actor, whose)) return true;
  const permission = checkedPermission(type, action);
  return permission !== undefined && can(actor, permission);
}

/** By id, username in any case, or `me`. Nobody else is looked up, so that not even the time tells who there is. */
const isSelf = ({ id, username }: SignedIn, name: string) =>
  ["me", id, username.toLowerCase()].includes(name.toLowerCase());
