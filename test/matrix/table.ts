import type { Rule } from "./rules";

/** All that Roster can be asked: its operations and queries, and each route and action over one of them. */

/** Whom and what an asking is about. */
export type Aim = {
  user: { id: string; username: string; email: string };
  own: boolean;
  sessionId: string;
  tokenName: string;
  group: { id: string; name: string };
  /** Of this asking only. */
  n: number;
};

export type Asking = {
  rule: Rule | ((aim: Pick<Aim, "own">) => Rule);
  input: (aim: Aim) => unknown;
  /** Whoever asks is so already, so that nothing changes. */
  isSoOnSelf?: true;
};

const seeing: Rule = { needs: "see the user list" };
const seeingOne: Rule = { needs: "see the user list", onSelf: "always" };
const auditing: Rule = { needs: "view audit logs" };
const signedIn: Rule = { needs: "signing in" };
const anybody: Rule = { needs: "nothing" };
const managing: Rule = { needs: "add and remove users", changes: true, onSelf: "never" };
const onGroups: Rule = { needs: "manage groups", changes: true };
const ofSessions: Rule = { needs: "add and remove users", onSelf: "always" };
const own: Rule = { needs: "nobody’s", changes: true, onSelf: "always" };
const changingOwnPassword: Rule = { needs: "signing in", changes: true, whileForced: true };

export const newPassword = "seven lanterns over the fjord";
export const oldPassword = "correct horse battery staple";
const somebodyNew = ({ n }: Aim) => ({ username: `new-${n}`, email: `new-${n}@example.com`, password: newPassword });
const nobodysEmail = ({ n }: Aim) => `nobody-${n}@example.com`;
const about = ({ user }: Aim) => ({ userId: user.id });
const nothing = () => ({});

/** By the name of what lib exports; what needs different powers by its input stands here more than once, as `name: how`. */
export const operations: Record<string, Asking> = {
  createFirstOwner: { rule: { needs: "nothing", changes: true, comesTo: "already_set_up" }, input: somebodyNew },
  isSetUp: { rule: anybody, input: nothing },
  requireSetUp: { rule: anybody, input: nothing },
  signIn: {
    rule: { needs: "nothing", changes: true, comesTo: "wrong_credentials" },
    input: (aim) => ({ email: nobodysEmail(aim), password: newPassword }),
  },
  chooseFirstPassword: {
    rule: { needs: "nothing", changes: true, comesTo: "wrong_credentials" },
    input: (aim) => ({ email: nobodysEmail(aim), temporaryPassword: oldPassword, newPassword }),
  },
  askForReset: {
    rule: { needs: "nothing", changes: true, comesTo: "not_found" },
    input: (aim) => ({ email: nobodysEmail(aim) }),
  },
  signOut: { rule: { needs: "signing in", changes: true, whileForced: true }, input: nothing },
  checkPassword: { rule: { needs: "signing in", whileForced: true }, input: () => ({ password: newPassword }) },
  ownTemporaryPassword: { rule: { needs: "signing in", whileForced: true }, input: nothing },
  changeOwnPassword: { rule: changingOwnPassword, input: () => ({ oldPassword, newPassword }) },
  proposePassword: { rule: { needs: "add and remove users" }, input: nothing },

  createUser: { rule: { needs: "add and remove users", changes: true }, input: somebodyNew },
  "createUser: an owner": {
    rule: { needs: "change user roles", changes: true },
    input: (aim) => ({ ...somebodyNew(aim), roles: ["owner"] }),
  },
  createOwner: { rule: { needs: "the host", changes: true }, input: somebodyNew },
  updateProfile: {
    rule: { ...managing, onSelf: "always" },
    input: (aim) => ({ ...about(aim), name: `Renamed ${aim.n}` }),
  },
  "updateProfile: email": {
    rule: { ...managing, onSelf: "with the power", takesOver: true },
    input: (aim) => ({ ...about(aim), email: `changed-${aim.n}@example.com` }),
  },
  setRoles: {
    rule: { ...managing, needs: "change user roles" },
    input: (aim) => ({ ...about(aim), roles: ["auditor", "user-admin"] }),
  },
  suspendUser: { rule: managing, input: about },
  activateUser: { rule: { ...managing, onSelf: "with the power" }, input: about, isSoOnSelf: true },
  deleteUser: { rule: managing, input: about },
  resetPassword: {
    rule: { ...managing, takesOver: true },
    input: (aim) => ({ ...about(aim), password: newPassword }),
  },
  previewActs: { rule: { needs: "add and remove users", onSelf: "with the power" }, input: about },
  setAppearance: {
    rule: { ...managing, onSelf: "always" },
    input: (aim) => ({ ...about(aim), themePreference: "dark" }),
  },
  getAppearance: { rule: seeingOne, input: about },

  getUser: { rule: seeingOne, input: about },
  "getUser: by name": { rule: seeingOne, input: ({ user }) => ({ username: user.username.toUpperCase() }) },
  getUserDetails: { rule: seeingOne, input: about },
  listStatusChanges: { rule: seeingOne, input: about },
  listUsers: { rule: seeing, input: nothing },
  listUsersInGroups: { rule: seeing, input: nothing },
  streamUsers: { rule: seeing, input: nothing },
  countUsers: { rule: seeing, input: nothing },
  countByStatus: { rule: seeing, input: nothing },
  countStatuses: { rule: seeing, input: nothing },
  countSignIns: { rule: seeing, input: nothing },
  listDormantNext: { rule: seeing, input: nothing },
  listRoleHolders: { rule: seeing, input: nothing },
  explainPermissions: { rule: seeing, input: () => ({ username: "zz-keeper" }) },
  assignableRoles: { rule: signedIn, input: nothing },
  checkAuthorization: {
    rule: signedIn,
    input: ({ user }) => ({ checks: { it: { action: "read", object: { resource_type: "user", owner_id: user.id } } } }),
  },
  getEntitlements: { rule: signedIn, input: nothing },
  getOrganization: { rule: signedIn, input: nothing },

  createSession: { rule: own, input: about },
  createToken: {
    rule: { ...managing, onSelf: "always", takesOver: true },
    input: (aim) => ({ ...about(aim), name: `made-${aim.n}` }),
  },
  tokenLimits: { rule: signedIn, input: nothing },
  listSessions: { rule: ofSessions, input: about },
  listTokens: { rule: ofSessions, input: about },
  "listTokens: everybody’s": {
    rule: { needs: "add and remove users" },
    input: (aim) => ({ ...about(aim), everybody: true }),
  },
  getSession: { rule: ofSessions, input: (aim) => ({ ...about(aim), sessionId: aim.sessionId }) },
  "getSession: by name": { rule: ofSessions, input: (aim) => ({ ...about(aim), tokenName: aim.tokenName }) },
  endSession: {
    rule: { ...managing, onSelf: "always" },
    input: (aim) => ({ ...about(aim), sessionId: aim.sessionId }),
  },
  endSessions: { rule: { ...managing, onSelf: "always" }, input: about },

  createGroup: { rule: onGroups, input: ({ n }) => ({ name: `made ${n}` }) },
  updateGroup: { rule: onGroups, input: ({ group, n }) => ({ groupId: group.id, name: `renamed ${n}` }) },
  "updateGroup: members": {
    rule: onGroups,
    input: ({ group }) => ({ groupId: group.id, addUsers: [], removeUsers: ["zz-keeper"] }),
  },
  deleteGroup: { rule: onGroups, input: ({ group }) => ({ groupId: group.id }) },
  getGroup: { rule: seeing, input: ({ group }) => ({ group: group.name }) },
  listGroups: { rule: seeing, input: nothing },
  findGroups: { rule: seeing, input: () => ({ text: "zz" }) },
  listGroupsWithMembers: { rule: seeing, input: nothing },
  listGroupMembers: { rule: seeing, input: ({ group }) => ({ groupId: group.id }) },
  suggestMembers: { rule: { needs: "manage groups" }, input: ({ group }) => ({ groupId: group.id, text: "zz" }) },
  findPeople: {
    rule: { needs: "manage groups" },
    input: ({ group }) => ({ groupId: group.id, names: ["zz-keeper", "nobody"] }),
  },

  listEntries: { rule: auditing, input: nothing },
  countEntries: { rule: auditing, input: nothing },
  auditPage: { rule: auditing, input: nothing },
  exportEntries: { rule: auditing, input: () => ({ format: "csv" }) },
  verifyChain: { rule: auditing, input: nothing },
  acceptSecret: { rule: { needs: "the host", changes: true }, input: nothing },
  listUserEntries: {
    rule: { needs: "view audit logs", onSelf: "with the power", alsoDeleted: true },
    input: about,
  },
};

export type Way = {
  as: string;
  path?: (aim: Aim) => string;
  body?: (aim: Aim) => object;
  rule?: Asking["rule"];
  /** Answers the same to everybody, and does something for some. */
  quietly?: true;
  /** Answers as if it were done, and has refused with this. */
  inside?: string;
};

const keyOf = ({ sessionId }: Aim) => sessionId.replaceAll("-", "");

/** By method and path of the HTTP API; what stands more than once has `: how` behind it. */
export const routes: Record<string, Way> = {
  "get /users": { as: "listUsers" },
  "get /users: a page": { as: "listUsers", path: () => "/users?limit=2" },
  "post /users": { as: "createUser", body: somebodyNew },
  "post /users: an owner": { as: "createUser: an owner", body: (aim) => ({ ...somebodyNew(aim), roles: ["owner"] }) },
  "get /users/roles": { as: "assignableRoles" },
  "post /users/validate-password": { as: "checkPassword", body: () => ({ password: newPassword }) },
  "get /users/{user}": { as: "getUser" },
  "get /users/{user}: by name": { as: "getUser", path: ({ user }) => `/users/${user.username}` },
  "delete /users/{user}": { as: "deleteUser" },
  "get /users/{user}/login-type": { as: "getUser" },
  "put /users/{user}/profile": {
    as: "updateProfile",
    body: ({ user, n }) => ({ username: user.username, name: `Renamed ${n}` }),
  },
  "put /users/{user}/profile: email": {
    as: "updateProfile: email",
    body: ({ user, n }) => ({ username: user.username, email: `changed-${n}@example.com` }),
  },
  "put /users/{user}/password": {
    as: "resetPassword",
    rule: (aim) => (aim.own ? { ...changingOwnPassword } : { ...managing, takesOver: true }),
    body: ({ own }) => ({ password: newPassword, ...(own && { old_password: oldPassword }) }),
  },
  "get /users/{user}/roles": { as: "getUser" },
  "put /users/{user}/roles": { as: "setRoles", body: () => ({ roles: ["auditor", "user-admin"] }) },
  "get /users/{user}/appearance": { as: "getAppearance" },
  "put /users/{user}/appearance": {
    as: "setAppearance",
    body: () => ({ theme_preference: "dark", terminal_font: "" }),
  },
  "put /users/{user}/status/suspend": { as: "suspendUser" },
  "put /users/{user}/status/activate": { as: "activateUser" },

  "get /users/authmethods": { as: "isSetUp" },
  "get /users/first": { as: "requireSetUp" },
  "post /users/first": { as: "createFirstOwner", body: somebodyNew },
  "post /users/login": { as: "signIn", body: (aim) => ({ email: nobodysEmail(aim), password: newPassword }) },
  "post /users/logout": { as: "signOut" },
  "post /users/otp/request": {
    as: "askForReset",
    rule: { needs: "nothing", changes: true },
    inside: "not_found",
    body: (aim) => ({ email: nobodysEmail(aim) }),
  },
  "post /users/otp/change-password": {
    as: "chooseFirstPassword",
    body: (aim) => ({ email: nobodysEmail(aim), one_time_passcode: oldPassword, password: newPassword }),
  },

  "post /users/{user}/keys": { as: "createSession" },
  "get /users/{user}/keys/tokens": { as: "listTokens" },
  "get /users/{user}/keys/tokens: everybody’s": {
    as: "listTokens: everybody’s",
    path: ({ user }) => `/users/${user.id}/keys/tokens?include_all=true`,
  },
  "post /users/{user}/keys/tokens": { as: "createToken", body: ({ n }) => ({ token_name: `made-${n}` }) },
  "get /users/{user}/keys/tokens/tokenconfig": { as: "tokenLimits" },
  "get /users/{user}/keys/tokens/{keyname}": {
    as: "getSession: by name",
    path: ({ user, tokenName }) => `/users/${user.id}/keys/tokens/${tokenName}`,
  },
  "get /users/{user}/keys/{keyid}": { as: "getSession", path: (aim) => `/users/${aim.user.id}/keys/${keyOf(aim)}` },
  "delete /users/{user}/keys/{keyid}": { as: "endSession", path: (aim) => `/users/${aim.user.id}/keys/${keyOf(aim)}` },

  "get /groups": { as: "listGroupsWithMembers" },
  "get /groups: of one user": {
    as: "listGroupsWithMembers",
    path: () => "/groups?has_member=zz-keeper",
  },
  "get /groups/{group}": { as: "getGroup", path: ({ group }) => `/groups/${group.id}` },
  "patch /groups/{group}": {
    as: "updateGroup",
    path: ({ group }) => `/groups/${group.id}`,
    body: ({ n }) => ({ name: `renamed ${n}` }),
  },
  "delete /groups/{group}": { as: "deleteGroup", path: ({ group }) => `/groups/${group.id}` },
  "get /organizations/{organization}/groups": {
    as: "listGroupsWithMembers",
    path: () => "/organizations/default/groups",
  },
  "post /organizations/{organization}/groups": {
    as: "createGroup",
    path: () => "/organizations/default/groups",
    body: ({ n }) => ({ name: `made ${n}` }),
  },
  "get /organizations/{organization}/groups/{groupName}": {
    as: "getGroup",
    path: ({ group }) => `/organizations/default/groups/${encodeURIComponent(group.name)}`,
  },
  "get /organizations": { as: "getOrganization" },
  "get /organizations/{organization}": { as: "getOrganization", path: () => "/organizations/default" },
  "get /organizations/{organization}/members": { as: "streamUsers", path: () => "/organizations/default/members" },
  "get /users/{user}/organizations": { as: "getUser" },
  "get /users/{user}/organizations/{organizationname}": {
    as: "getUser",
    path: ({ user }) => `/users/${user.id}/organizations/default`,
  },

  "post /authcheck": { as: "checkAuthorization", body: operations.checkAuthorization?.input as (aim: Aim) => object },
  "get /entitlements": { as: "getEntitlements" },
  "get /insights/user-status-counts": { as: "countStatuses" },
  "get /audit": { as: "auditPage" },
  "get /audit/chain": { as: "verifyChain" },
  "get /audit/export": { as: "exportEntries" },
  "get /buildinfo": { as: "isSetUp" },
};

/** By file and name of each server action. */
export const actions: Record<string, Way> = {
  "app/(console)/users/actions.ts preview": { as: "previewActs" },
  "app/(console)/users/actions.ts suspend": { as: "suspendUser" },
  "app/(console)/users/actions.ts activate": { as: "activateUser" },
  "app/(console)/users/actions.ts remove": { as: "deleteUser" },
  "app/(console)/users/actions.ts proposePassword": { as: "proposePassword" },
  "app/(console)/users/actions.ts resetPassword": { as: "resetPassword" },
  "app/(console)/users/actions.ts setRoles": { as: "setRoles" },
  "app/(console)/users/actions.ts createUser": { as: "createUser" },
  "app/(console)/users/actions.ts createUser: an owner": { as: "createUser: an owner" },
  "app/(console)/users/actions.ts updateProfile": { as: "updateProfile" },
  "app/(console)/users/actions.ts updateProfile: email": { as: "updateProfile: email" },
  "app/(console)/users/actions.ts createToken": { as: "createToken" },
  "app/(console)/users/actions.ts endSession": { as: "endSession" },
  "app/(console)/users/actions.ts endSessions": { as: "endSessions" },
  "app/(console)/groups/actions.ts listGroups": { as: "listGroups" },
  "app/(console)/groups/actions.ts create": { as: "createGroup" },
  "app/(console)/groups/actions.ts rename": { as: "updateGroup" },
  "app/(console)/groups/actions.ts remove": { as: "deleteGroup" },
  "app/(console)/groups/actions.ts changeMembers": { as: "updateGroup: members" },
  "app/(console)/groups/actions.ts suggestMembers": { as: "suggestMembers" },
  "app/(console)/groups/actions.ts findPeople": { as: "findPeople" },
  "app/(console)/find-people.ts findPeople": { as: "listUsers", body: () => ({ text: "zz" }) },
  "app/(console)/find-people-and-groups.ts findPeopleAndGroups": { as: "findGroups" },
  "app/(doors)/setup/actions.ts createFirstOwner": { as: "createFirstOwner" },
  "app/own-password-actions.ts checkPassword": { as: "checkPassword" },
  "app/own-password-actions.ts changePassword": { as: "changeOwnPassword" },
  // Takes the cookie away, whoever asks, and ends what that was good for.
  "app/sign-out.ts signOut": { as: "signOut", rule: { needs: "nothing" }, quietly: true },
};
