import { z } from "@hono/zod-openapi";
import { getOrganization } from "@/lib/organization/get-organization";
import { inOrganization } from "@/lib/organization/in-organization";
import { organizationOf } from "@/lib/organization/organization-of";
import { streamUsers } from "@/lib/users/stream-users";
import { get, type Route } from "../routing";
import { organizationShape } from "../shapes/common";
import { memberShape } from "../shapes/users";
import { answerArray } from "../user-list";

/** The one organization there is, in the places where clients look for it. */
export const organizationRoutes: Route[] = [
  get("/organizations", getOrganization, {
    id: "list-organizations",
    does: "List the organizations: there is one",
    input: () => ({}),
    answers: { schema: z.array(organizationShape.schema), write: (it) => [organizationShape.write(it, it)] },
  }),
  get("/organizations/{organization}", getOrganization, {
    id: "get-organization",
    does: "Show the organization",
    input: ({ path }) => ({ organization: path.organization }),
    answers: organizationShape,
  }),
  get("/organizations/{organization}/members", inOrganization(streamUsers), {
    id: "list-members",
    does: "List all users as members of the organization",
    input: ({ path }) => ({ organization: path.organization ?? "" }),
    answers: { schema: z.array(memberShape.schema), write: () => null },
    respond: (c, all, organization) => answerArray(c, all, memberShape, organization),
  }),
  get("/users/{user}/organizations", organizationOf, {
    id: "list-user-organizations",
    does: "List a user’s organizations",
    input: ({ user }) => ({ userId: user }),
    answers: { schema: z.array(organizationShape.schema), write: (it) => [organizationShape.write(it, it)] },
  }),
  get("/users/{user}/organizations/{organizationname}", organizationOf, {
    id: "get-user-organization",
    does: "Show a user’s organization",
    input: ({ user, path }) => ({ userId: user, organization: path.organizationname }),
    answers: organizationShape,
  }),
];
