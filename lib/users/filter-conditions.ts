import { inArray, type SQL, sql } from "drizzle-orm";
import { groupMembers, groups, userRoles, userSeen, users } from "@/db/schema";
import { anyValue, containing, everyValue, type FilterConditions } from "../filter-sql";
import type { Moment } from "../filter-time";
import type { Role } from "../permissions";
import type { UserFilter } from "./filter";

/** What each key of `userFilter` asks of `users` joined with `seenBeside`. Each is true or false, never null. */
export const userConditions: FilterConditions<UserFilter> = {
  status: (values) => inArray(users.status, values),
  role: (values) => (values.includes("member") ? sql`true` : holdsAny(values.flatMap(storedRoles))),
  group: (names) => {
    if (names.some((name) => name.toLowerCase() === "everyone")) return sql`true`;
    const wanted = sql.join(
      names.map((name) => sql`lower(${name}::text)`),
      sql`, `,
    );
    return sql`exists (select 1 from ${groupMembers} join ${groups} on ${groups.id} = ${groupMembers.groupId}
      where ${groupMembers.userId} = ${users.id} and lower(${groups.name}) in (${wanted}))`;
  },
  login_type: (values) => inArray(users.loginType, values),
  last_seen: () => sql`${userSeen.lastSeenAt} = '-infinity'`,
  // Never seen is '-infinity', which is before everything.
  last_seen_before: anyValue(({ notAfter }) => sql`${userSeen.lastSeenAt} <= ${time(notAfter)}`),
  last_seen_after: anyValue(({ notBefore }) => sql`${userSeen.lastSeenAt} >= ${time(notBefore)}`),
  created_before: anyValue(({ notAfter }) => sql`${users.createdAt} <= ${time(notAfter)}`),
  created_after: anyValue(({ notBefore }) => sql`${users.createdAt} >= ${time(notBefore)}`),
  name: anyValue((part) => has(sql`lower(${users.name})`, part)),
  email: anyValue((part) => has(sql`coalesce(lower(${users.email}), '')`, part)),
  username: anyValue((part) => has(sql`${users.usernameKey}`, part)),
  service_account: anyValue((is) => (is ? sql`${users.loginType} = 'none'` : sql`${users.loginType} <> 'none'`)),
  search: everyValue((part) => sql`${users.searchText} like ${containing(part)}`),
};

const storedRoles = (role: Role | "admin" | "member"): Role[] => {
  if (role === "member") return [];
  return role === "admin" ? ["owner", "user-admin", "template-admin"] : [role];
};

const holdsAny = (roles: Role[]) =>
  sql`exists (select 1 from ${userRoles} where ${userRoles.userId} = ${users.id} and ${inArray(userRoles.role, roles)})`;

const time = (moment: Moment["notAfter"]) => sql`${moment.toISOString()}::timestamptz`;

/** Asks the searched text first: that has an index, and holds every field. */
const has = (field: SQL, part: string) =>
  sql`(${users.searchText} like ${containing(part)} and ${field} like ${containing(part)})`;
