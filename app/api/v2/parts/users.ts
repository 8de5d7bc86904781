import { getAppearance } from "@/lib/appearance/get-appearance";
import { setAppearance } from "@/lib/appearance/set-appearance";
import { checkPassword } from "@/lib/passwords/check-password";
import { activateUser } from "@/lib/users/activate-user";
import { assignableRoles } from "@/lib/users/assignable-roles";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { getUser } from "@/lib/users/get-user";
import { setPassword } from "@/lib/users/set-password";
import { setRoles } from "@/lib/users/set-roles";
import { suspendUser } from "@/lib/users/suspend-user";
import { updateProfile } from "@/lib/users/update-profile";
import type { User } from "@/lib/users/user";
import { del, get, post, put, type Route } from "../routing";
import { listOf, saying, within } from "../shapes/common";
import * as groups from "../shapes/groups";
import * as setup from "../shapes/setup";
import { assignableRoleShape, loginTypeShape, userListShape, userShape, userTag } from "../shapes/users";
import { answerUsers, userListQuery, usersAsked } from "../user-list";

const oneUser = {
  answers: within(userShape, ({ user }: { user: User }) => user),
  tag: ({ user }: { user: User }) => userTag(user),
};

/** People: finding, making, changing and ending them. */
export const usersRoutes: Route[] = [
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
      loginType: body.login_type ?? "password",
      password: body.password || (body.login_type === "none" ? undefined : ""),
      mustChangePassword: body.must_change_password ?? false,
      status: body.user_status,
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
      roles: (body.roles ?? []).filter((role) => role !== "member") as User["roles"],
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
];
