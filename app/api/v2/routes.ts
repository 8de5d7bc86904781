import { z } from "@hono/zod-openapi";
import { getAppearance } from "@/lib/appearance/get-appearance";
import { setAppearance } from "@/lib/appearance/set-appearance";
import { auditPage } from "@/lib/audit/list-entries";
import { checkAuthorization } from "@/lib/authcheck/check-authorization";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/get-group";
import { updateGroup } from "@/lib/groups/update-group";
import { listGroupsWithMembers, withMembers } from "@/lib/groups/with-members";
import { getOrganization } from "@/lib/organization/get-organization";
import { inOrganization } from "@/lib/organization/in-organization";
import { organizationOf } from "@/lib/organization/organization-of";
import { checkPassword } from "@/lib/passwords/check-password";
import type { Result } from "@/lib/result";
import { getEntitlements } from "@/lib/seats/get-entitlements";
import { askForReset } from "@/lib/sessions/ask-for-reset";
import { chooseFirstPassword } from "@/lib/sessions/choose-first-password";
import { createSession } from "@/lib/sessions/create-session";
import { createToken } from "@/lib/sessions/create-token";
import { endSession } from "@/lib/sessions/end-session";
import { getSession } from "@/lib/sessions/get-session";
import { sessionIdOf, writeKey } from "@/lib/sessions/key";
import { listTokens } from "@/lib/sessions/list-tokens";
import { signIn } from "@/lib/sessions/sign-in";
import { signOut } from "@/lib/sessions/sign-out";
import { tokenLimits } from "@/lib/sessions/token-limits";
import { createFirstOwner } from "@/lib/setup/create-first-owner";
import { requireSetUp } from "@/lib/setup/require-set-up";
import { activateUser } from "@/lib/users/activate-user";
import { assignableRoles } from "@/lib/users/assignable-roles";
import { countStatuses } from "@/lib/users/count-statuses";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { getUser } from "@/lib/users/get-user";
import { setPassword } from "@/lib/users/set-password";
import { setRoles } from "@/lib/users/set-roles";
import { streamUsers } from "@/lib/users/stream-users";
import { suspendUser } from "@/lib/users/suspend-user";
import { updateProfile } from "@/lib/users/update-profile";
import type { User } from "@/lib/users/user";
import { version } from "@/package.json";
import { del, get, patch, post, put, type Route } from "./routing";
import { listOf, organizationShape, saying, within } from "./shapes/common";
import * as groups from "./shapes/groups";
import * as platform from "./shapes/platform";
import * as setup from "./shapes/setup";
import { keyShape, newKeyShape, newTokenBody, secondsOf, tokenConfigShape } from "./shapes/tokens";
import { assignableRoleShape, loginTypeShape, memberShape, userListShape, userShape, userTag } from "./shapes/users";
import { answerArray, answerUsers, userListQuery, usersAsked } from "./user-list";

const oneUser = {
  answers: within(userShape, ({ user }: { user: User }) => user),
  tag: ({ user }: { user: User }) => userTag(user),
};

/** Of what tells nothing about anybody. */
const nothingAsked = Object.assign(async (): Promise<Result<null>> => ({ ok: true, value: null }), {
  access: "anyone" as const,
});

/**
 * The table of contents of the HTTP API: each line is a path, the operation behind it, and how its input and its answer
 * go over the wire. The document of the API is made from it. Of two paths that
 * fit, the one with fewer braces counts.
 */
export const routes: Record<string, Route[]> = {
  Users: [
    get("/users", usersAsked, {
      id: "list-users",
      does: "List users",
      query: userListQuery,
      input: ({ query }) => query,
      answers: { schema: userListShape, write: () => null },
      respond: answerUsers,
      fields: { after: "cursor" },
    }),
    post("/users", createUser, {
      id: "create-user",
      does: "Create a user",
      body: setup.newUserBody,
      input: ({ body }) => ({
        username: body.username,
        email: body.email,
        name: body.name,
        loginType: body.login_type || "password",
        password: body.login_type === "none" ? undefined : (body.password ?? ""),
        mustChangePassword: body.must_change_password ?? false,
        status: body.user_status || undefined,
        roles: body.roles as User["roles"],
      }),
      status: 201,
      ...oneUser,
      fields: { status: "user_status" },
    }),
    get("/users/roles", assignableRoles, {
      id: "list-roles",
      does: "List the site roles",
      input: () => ({}),
      answers: listOf(assignableRoleShape),
    }),
    post("/users/validate-password", checkPassword, {
      id: "validate-password",
      does: "Say whether a password would do",
      body: setup.validatePasswordBody,
      input: ({ body }) => body,
      answers: setup.validPasswordShape,
    }),
    get("/users/{user}", getUser, {
      id: "get-user",
      does: "Show a user",
      ...oneUser,
    }),
    del("/users/{user}", deleteUser, {
      id: "delete-user",
      does: "Delete a user",
      answers: saying("The user is deleted."),
    }),
    get("/users/{user}/login-type", getUser, {
      id: "get-login-type",
      does: "Say how a user signs in",
      answers: within(loginTypeShape, ({ user }) => user),
    }),
    put("/users/{user}/profile", updateProfile, {
      id: "update-profile",
      does: "Change a user’s username, name or email",
      body: setup.profileBody,
      input: ({ user, version, body }) => ({ userId: user, expectedVersion: version, ...body }),
      ...oneUser,
    }),
    put("/users/{user}/password", setPassword, {
      id: "set-password",
      does: "Change one’s own password, or hand a temporary one to somebody else",
      body: setup.passwordBody,
      input: ({ user, version, body }) => ({
        userId: user,
        expectedVersion: version,
        password: body.password,
        oldPassword: body.old_password,
      }),
      status: 204,
      fields: { newPassword: "password" },
    }),
    get("/users/{user}/roles", getUser, {
      id: "get-user-roles",
      does: "Show a user with their roles",
      ...oneUser,
    }),
    put("/users/{user}/roles", setRoles, {
      id: "set-roles",
      does: "Give a user exactly these roles",
      body: setup.rolesBody,
      input: ({ user, version, body }) => ({
        userId: user,
        expectedVersion: version,
        roles: body.roles.filter((role) => role !== "member") as User["roles"],
      }),
      ...oneUser,
    }),
    get("/users/{user}/appearance", getAppearance, {
      id: "get-appearance",
      does: "Show how a user wants their pages drawn",
      input: ({ user }) => ({ userId: user }),
      answers: groups.appearanceShape,
    }),
    put("/users/{user}/appearance", setAppearance, {
      id: "set-appearance",
      does: "Change how a user wants their pages drawn",
      body: groups.appearanceBody,
      input: ({ user, body }) => ({
        userId: user,
        themePreference: body.theme_preference,
        terminalFont: body.terminal_font,
      }),
      answers: groups.appearanceShape,
    }),
    put("/users/{user}/status/suspend", suspendUser, {
      id: "suspend-user",
      does: "Suspend a user, and end all their sessions and tokens",
      body: setup.reasonBody,
      bodyOptional: true,
      input: ({ user, version, body }) => ({ userId: user, expectedVersion: version, ...body }),
      ...oneUser,
    }),
    put("/users/{user}/status/activate", activateUser, {
      id: "activate-user",
      does: "Let a suspended or dormant user work again",
      body: setup.reasonBody,
      bodyOptional: true,
      input: ({ user, version, body }) => ({ userId: user, expectedVersion: version, ...body }),
      ...oneUser,
    }),
  ],

  "Signing in": [
    get("/users/authmethods", nothingAsked, {
      id: "auth-methods",
      does: "Say how one can sign in",
      answers: setup.authMethodsShape,
    }),
    get("/users/first", requireSetUp, {
      id: "has-first-user",
      does: "Say whether there is a first owner: 404 until then",
      input: () => ({}),
      answers: saying("Roster is set up."),
    }),
    post("/users/first", createFirstOwner, {
      id: "create-first-user",
      does: "Make the first owner",
      body: setup.firstUserBody,
      input: ({ body: { email, username, password, name, setup_code } }) => ({
        ...{ email, username, password, name },
        setupCode: setup_code,
      }),
      status: 201,
      answers: setup.firstUserShape,
    }),
    post("/users/login", signIn, {
      id: "log-in",
      does: "Sign in with email and password",
      body: setup.loginBody,
      input: ({ body }) => ({ ...body, kind: "cli" as const }),
      status: 201,
      answers: within(setup.loginShape, ({ key }) => ({ token: writeKey(key) })),
    }),
    post("/users/logout", signOut, {
      id: "log-out",
      does: "End the session that asks",
      input: () => ({}),
      answers: saying("You are signed out."),
    }),
    post("/users/otp/request", askForReset, {
      id: "ask-for-reset",
      does: "Ask the admins for a new password",
      tells: "The audit log tells them. The answer is the same whether there is such an account or not.",
      body: setup.otpRequestBody,
      input: ({ body }) => body,
      status: 204,
      quiet: ["not_found"],
    }),
    post("/users/otp/change-password", chooseFirstPassword, {
      id: "choose-first-password",
      does: "Choose a new password with a temporary one",
      body: setup.otpChangeBody,
      input: ({ body }) => ({
        email: body.email,
        temporaryPassword: body.one_time_passcode,
        newPassword: body.password,
      }),
      status: 204,
      fields: { newPassword: "password", password: "one_time_passcode" },
    }),
  ],

  Tokens: [
    post("/users/{user}/keys", createSession, {
      id: "create-session",
      does: "Make another session, as by signing in",
      input: ({ user }) => ({ userId: user }),
      status: 201,
      answers: newKeyShape,
    }),
    get("/users/{user}/keys/tokens", listTokens, {
      id: "list-tokens",
      does: "List tokens",
      query: z
        .object({
          include_all: z.enum(["true", "false"]).optional().openapi({ description: "Everybody’s, for those who may." }),
        })
        .strict(),
      input: ({ user, query }) => ({ userId: user, everybody: query.include_all === "true" }),
      answers: listOf(keyShape),
    }),
    post("/users/{user}/keys/tokens", createToken, {
      id: "create-token",
      does: "Make a token",
      body: newTokenBody,
      bodyOptional: true,
      input: ({ user, body }) => ({
        userId: user,
        name: body.token_name || undefined,
        scope: body.scope,
        lifetimeSeconds: secondsOf(body.lifetime),
      }),
      status: 201,
      answers: newKeyShape,
      fields: { name: "token_name", lifetimeSeconds: "lifetime" },
    }),
    get("/users/{user}/keys/tokens/tokenconfig", tokenLimits, {
      id: "token-config",
      does: "Say how long a token may live",
      input: () => ({}),
      answers: tokenConfigShape,
    }),
    get("/users/{user}/keys/tokens/{keyname}", getSession, {
      id: "get-token-by-name",
      does: "Show a token by its name",
      input: ({ user, path }) => ({ userId: user, tokenName: path.keyname ?? "" }),
      answers: keyShape,
    }),
    get("/users/{user}/keys/{keyid}", getSession, {
      id: "get-key",
      does: "Show a session or token by its id",
      input: ({ user, path }) => ({ userId: user, sessionId: sessionIdOf(path.keyid ?? "") }),
      answers: keyShape,
    }),
    del("/users/{user}/keys/{keyid}", endSession, {
      id: "delete-key",
      does: "End a session or token",
      input: ({ user, path }) => ({ userId: user, sessionId: sessionIdOf(path.keyid ?? "") }),
      status: 204,
    }),
  ],

  Groups: [
    get("/groups", inOrganization(listGroupsWithMembers), {
      id: "list-groups",
      does: "List groups, with their first members",
      query: groups.groupListQuery,
      input: ({ query }) => ({
        organization: query.organization || "default",
        hasMember: query.has_member || undefined,
        groupIds: query.group_ids ? query.group_ids.split(",").map((it) => it.trim()) : undefined,
      }),
      answers: listOf(groups.groupShape),
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
      answers: listOf(groups.groupShape),
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
  ],

  Organization: [
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
  ],

  "For the platform": [
    post("/authcheck", checkAuthorization, {
      id: "check-authorization",
      does: "Say what the caller may do",
      tells: "Asked by the platform before it does something for them; at most 100 checks, by names of its own.",
      body: platform.authcheckBody,
      input: ({ body }) => body,
      answers: platform.authcheckShape,
    }),
    get("/entitlements", getEntitlements, {
      id: "get-entitlements",
      does: "Show the seats of the licence",
      input: () => ({}),
      answers: platform.entitlementsShape,
    }),
    get("/insights/user-status-counts", countStatuses, {
      id: "count-statuses",
      does: "Count users by status for each of the last 60 days",
      query: platform.statusCountsQuery,
      input: ({ query }) => ({ tzOffsetHours: query.tz_offset }),
      answers: platform.statusCountsShape,
      fields: { tzOffsetHours: "tz_offset" },
    }),
    get("/audit", auditPage, {
      id: "list-audit-entries",
      does: "List the audit log, the newest first",
      query: platform.auditQuery,
      input: ({ query }) => query,
      answers: platform.auditShape,
    }),
  ],

  Server: [
    get("/buildinfo", nothingAsked, {
      id: "build-info",
      does: "Say which Roster this is",
      answers: {
        schema: z
          .object({ version: z.string(), dashboard_url: z.string(), external_url: z.string(), telemetry: z.boolean() })
          .openapi("BuildInfo"),
        write: () => ({
          version: `v${version}`,
          dashboard_url: process.env.NEXTAUTH_URL ?? "",
          external_url: "",
          telemetry: false,
        }),
      },
    }),
  ],
};
