import { z } from "@hono/zod-openapi";
import { type Appearance, terminalFonts } from "@/lib/appearance/appearance";
import type { GroupWithMembers } from "@/lib/groups/with-members";
import type { Shape } from "../routing";
import { id, optional } from "./common";
import { reducedUserShape } from "./users";

export const groupShape: Shape<GroupWithMembers> = {
  schema: z
    .object({
      id,
      name: z.string().openapi({ example: "engineering" }),
      display_name: z.string().openapi({ example: "Engineering" }),
      avatar_url: z.string(),
      quota_allowance: z.int(),
      source: z.enum(["user"]),
      organization_id: id,
      organization_name: z.string(),
      organization_display_name: z.string(),
      members: z
        .array(reducedUserShape.schema)
        .openapi({ description: "By username, the first 1,000. `GET /users?q=group:<name>` pages through all." }),
      total_member_count: z.int(),
    })
    .openapi("Group"),
  write: ({ group, members }, organization) => ({
    id: group.id,
    name: group.name,
    display_name: group.displayName,
    avatar_url: group.avatarUrl,
    quota_allowance: group.quotaAllowance,
    source: "user",
    organization_id: organization.id,
    organization_name: organization.name,
    organization_display_name: organization.displayName,
    members: members.map((member) => reducedUserShape.write(member, organization)),
    total_member_count: group.memberCount,
  }),
};

const details = {
  display_name: optional(z.string()).openapi({ type: "string", example: "Engineering" }),
  avatar_url: optional(z.string()).openapi({ type: "string" }),
  quota_allowance: optional(z.number()).openapi({ type: "number" }),
};

export const newGroupBody = z
  .object({ name: z.string().openapi({ example: "engineering" }), ...details })
  .strict()
  .openapi("NewGroup");

const people = z
  .array(z.string())
  .nullish()
  .openapi({ description: "Ids or usernames, at most 1,000.", example: ["ada"] });

export const groupBody = z
  .object({
    name: optional(z.string()).openapi({ type: "string" }),
    ...details,
    add_users: people,
    remove_users: people,
  })
  .strict()
  .openapi("GroupChanges");

export const groupListQuery = z
  .object({
    organization: z.string().optional().openapi({ description: "There is one; it may be left out." }),
    has_member: z.string().optional().openapi({ description: "Only groups of this user." }),
    group_ids: z.string().optional().openapi({ description: "Only these, parted by commas." }),
  })
  .strict();

export const appearanceShape: Shape<Appearance> = {
  schema: z
    .object({ theme_preference: z.string().openapi({ example: "dark" }), terminal_font: z.enum(terminalFonts) })
    .openapi("Appearance"),
  write: ({ themePreference, terminalFont }) => ({ theme_preference: themePreference, terminal_font: terminalFont }),
};

export const appearanceBody = z
  .object({ theme_preference: z.string().openapi({ example: "dark" }), terminal_font: z.enum(terminalFonts) })
  .strict()
  .openapi("NewAppearance");
