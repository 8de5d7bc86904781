import type { Context } from "hono";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/get-group";
import { updateGroup } from "@/lib/groups/update-group";
import { type GroupWithMembers, listGroupsWithMembers, withMembers } from "@/lib/groups/with-members";
import { inOrganization } from "@/lib/organization/in-organization";
import type { Organization } from "@/lib/organization/organization";
import type { Env } from "../env";
import { del, get, patch, post, type Route } from "../routing";
import { listOf, within } from "../shapes/common";
import * as groups from "../shapes/groups";
import { answerArray } from "../user-list";

const answerGroups = (c: Context<Env>, all: AsyncGenerator<GroupWithMembers[]>, organization: Organization): Response =>
  answerArray(c, all, groups.groupShape, organization);

/** Named sets of users. */
export const groupsRoutes: Route[] = [
  get("/groups", inOrganization(listGroupsWithMembers), {
    id: "list-groups",
    does: "List groups, with their first members",
    query: groups.groupListQuery,
    input: ({ query }) => ({
      organization: query.organization || "default",
      hasMember: query.has_member || undefined,
      groupIds: query.group_ids ? query.group_ids.split(",").map((it) => it.trim()) : undefined,
    }),
    answers: { schema: listOf(groups.groupShape).schema, write: () => null },
    respond: answerGroups,
  }),
  get("/groups/{group}", withMembers(getGroup), {
    id: "get-group",
    does: "Show a group",
    input: ({ path }) => ({ group: path.group ?? "" }),
    answers: groups.groupShape,
  }),
  patch("/groups/{group}", withMembers(updateGroup), {
    id: "update-group",
    does: "Change a group, its members too",
    body: groups.groupBody,
    input: ({ path, body }) => ({
      groupId: path.group ?? "",
      name: body.name || undefined,
      displayName: body.display_name,
      avatarUrl: body.avatar_url,
      quotaAllowance: body.quota_allowance,
      addUsers: body.add_users ?? undefined,
      removeUsers: body.remove_users ?? undefined,
    }),
    answers: groups.groupShape,
  }),
  del("/groups/{group}", deleteGroup, {
    id: "delete-group",
    does: "Delete a group",
    tells: "Its members stay.",
    input: ({ path }) => ({ groupId: path.group ?? "" }),
    answers: within(groups.groupShape, (group) => ({ group, members: [] })),
  }),
  get("/organizations/{organization}/groups", inOrganization(listGroupsWithMembers), {
    id: "list-organization-groups",
    does: "List the organization’s groups: all there are",
    input: ({ path }) => ({ organization: path.organization ?? "" }),
    answers: { schema: listOf(groups.groupShape).schema, write: () => null },
    respond: answerGroups,
  }),
  post("/organizations/{organization}/groups", inOrganization(withMembers(createGroup)), {
    id: "create-group",
    does: "Make a group",
    body: groups.newGroupBody,
    input: ({ path, body }) => ({
      organization: path.organization ?? "",
      name: body.name,
      displayName: body.display_name,
      avatarUrl: body.avatar_url,
      quotaAllowance: body.quota_allowance,
    }),
    status: 201,
    answers: groups.groupShape,
  }),
  get("/organizations/{organization}/groups/{groupName}", inOrganization(withMembers(getGroup)), {
    id: "get-organization-group",
    does: "Show a group by its name",
    input: ({ path }) => ({ organization: path.organization ?? "", group: path.groupName ?? "" }),
    answers: groups.groupShape,
  }),
];
