import { asc, eq } from "drizzle-orm";
import { groupMembers, groups, userRoles, users } from "@/db/schema";
import { noSuchUser } from "../access";
import { query } from "../operation";
import type { TemporaryPassword } from "../passwords/own-temporary-password";
import type { Role } from "../permissions";
import { readUser, whichUser } from "./get-user";
import type { User } from "./user";

/** All of one user, for their own page. */
export type UserDetails = {
  user: User;
  /** Null: no admin made them (the first owner, an operator). */
  createdBy: string | null;
  firstSignInAt: Date | null;
  passwordChangedAt: Date | null;
  /** With a temporary password: when it expires, and who handed it out. */
  temporaryPassword: TemporaryPassword | null;
  grants: { role: Role; at: Date; by: string | null }[];
  /** Names, without `Everyone`. */
  groups: string[];
};

/**
 * All of one user, by id or by username in any case: oneself, or anybody for those who see all users.
 *
 * @refuses `not_found`, also where the actor may not know of them
 */
export const getUserDetails = query({
  permission: "signed in",
  input: whichUser,

  async run({ db, actor, input }): Promise<UserDetails> {
    const user = await readUser(db, actor, input);
    const [[more], grants, groupNames] = await Promise.all([
      db.select(details).from(users).where(eq(users.id, user.id)),
      db
        .select({ role: userRoles.role, at: userRoles.grantedAt, by: userRoles.grantedBy })
        .from(userRoles)
        .where(eq(userRoles.userId, user.id))
        .orderBy(asc(userRoles.grantedAt)),
      db
        .select({ name: groups.name })
        .from(groupMembers)
        .innerJoin(groups, eq(groups.id, groupMembers.groupId))
        .where(eq(groupMembers.userId, user.id))
        .orderBy(asc(groups.name)),
    ]);
    if (!more) noSuchUser();
    const { temporaryUntil, temporaryBy, ...facts } = more;
    return {
      user,
      ...facts,
      temporaryPassword: temporaryUntil && {
        expiresAt: temporaryUntil,
        by: temporaryBy,
        since: facts.passwordChangedAt,
      },
      grants,
      groups: groupNames.map(({ name }) => name),
    };
  },
});

const details = {
  createdBy: users.createdBy,
  firstSignInAt: users.firstSignInAt,
  passwordChangedAt: users.passwordChangedAt,
  temporaryUntil: users.temporaryPasswordExpiresAt,
  temporaryBy: users.temporaryPasswordBy,
};
