import { z } from "@hono/zod-openapi";
import type { Organization } from "@/lib/organization/organization";
import { type Role, roles, roleWords, whoMay } from "@/lib/permissions";
import { loginTypes, type User, userStatuses } from "@/lib/users/user";
import type { Shape } from "../routing";
import { id, time, wireTime } from "./common";

const slimRole = z
  .object({ name: z.enum(roles), display_name: z.string(), organization_id: z.string() })
  .openapi("SlimRole", { example: { name: "user-admin", display_name: "User Admin", organization_id: "" } });

const reduced = {
  id,
  username: z.string().openapi({ example: "ada" }),
  name: z.string().openapi({ example: "Ada Lovelace" }),
  email: z.string().openapi({ example: "ada@example.com", description: "Empty for a service account without one." }),
  status: z.enum(userStatuses),
  login_type: z.enum(loginTypes),
  created_at: time,
  updated_at: time,
  last_seen_at: z.iso
    .datetime()
    .openapi({ description: "0001-01-01T00:00:00Z for never.", example: "2026-03-09T14:21:07.000Z" }),
};

const writeReduced = (user: User) => ({
  id: user.id,
  username: user.username,
  name: user.name,
  email: user.email ?? "",
  status: user.status,
  login_type: user.loginType,
  created_at: wireTime(user.createdAt),
  updated_at: wireTime(user.updatedAt),
  last_seen_at: wireTime(user.lastSeenAt),
});

export const reducedUserShape: Shape<User> = {
  schema: z.object(reduced).openapi("ReducedUser"),
  write: writeReduced,
};

export const userShape: Shape<User> = {
  schema: z
    .object({
      ...reduced,
      organization_ids: z.array(id),
      roles: z.array(slimRole).openapi({ description: "Without `member`, which everybody is." }),
      must_change_password: z.boolean().openapi({ description: "Has a temporary password, and must choose another." }),
    })
    .openapi("User"),
  write: (user, organization) => ({
    ...writeReduced(user),
    organization_ids: [organization.id],
    roles: user.roles.map(writeRole),
    must_change_password: user.mustChangePassword,
  }),
};

const writeRole = (role: Role) => ({ name: role, display_name: roleWords[role].title, organization_id: "" });

/** What a client compares to see whether a user changed. The version stands first: `If-Match` asks about that alone. */
export const userTag = (user: User): string => `"${user.version}-${(user.lastSeenAt?.getTime() ?? 0).toString(36)}"`;

export const userListShape: z.ZodType = z
  .object({
    users: z.array(userShape.schema),
    count: z.int().openapi({ description: "All that match, on whatever page.", example: 1247 }),
    next_cursor: z
      .string()
      .nullable()
      .optional()
      .openapi({ description: "The `cursor` of the next page; null at the end. Not there without `limit`." }),
  })
  .openapi("UserList");

export const memberShape: Shape<User> = {
  schema: z
    .object({
      user_id: id,
      organization_id: id,
      username: z.string(),
      name: z.string(),
      email: z.string(),
      roles: z.array(slimRole).openapi({ description: "Of the organization: there are none." }),
      global_roles: z.array(slimRole),
      created_at: time,
      updated_at: time,
    })
    .openapi("OrganizationMember"),
  write: (user: User, { id }: Organization) => ({
    user_id: user.id,
    organization_id: id,
    username: user.username,
    name: user.name,
    email: user.email ?? "",
    roles: [],
    global_roles: user.roles.map(writeRole),
    created_at: wireTime(user.createdAt),
    updated_at: wireTime(user.updatedAt),
  }),
};

export const assignableRoleShape: Shape<{ role: Role; assignable: boolean }> = {
  schema: z
    .object({
      name: z.enum(roles),
      display_name: z.string(),
      assignable: z.boolean().openapi({ description: whoMay("roles:assign") }),
      built_in: z.boolean(),
      organization_permissions: z.array(z.unknown()),
      site_permissions: z.array(z.unknown()),
      user_permissions: z.array(z.unknown()),
    })
    .openapi("AssignableRole"),
  write: ({ role, assignable }) => ({
    name: role,
    display_name: roleWords[role].title,
    assignable,
    built_in: true,
    organization_permissions: [],
    site_permissions: [],
    user_permissions: [],
  }),
};

export const loginTypeShape: Shape<User> = {
  schema: z.object({ login_type: z.enum(loginTypes) }).openapi("UserLoginType"),
  write: ({ loginType }) => ({ login_type: loginType }),
};
