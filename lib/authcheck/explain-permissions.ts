import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { userRoles } from "@/db/schema";
import { noSuchUser } from "../access";
import { query } from "../operation";
import { can, everyPermission, type Permission, permissions, type Role, roles } from "../permissions";
import { findUserByName } from "../users/read";
import type { User } from "../users/user";

/** One power: whether somebody has it, by which of their roles, and which roles give it. */
export type Explained = {
  permission: Permission;
  may: boolean;
  /** Those that give it them; none for who is suspended, who may nothing. */
  by: { role: Role; from: string | null; at: Date }[];
  givenBy: readonly Role[];
};

/**
 * What somebody may do, and why: the same answers that they get themselves when they ask `checkAuthorization`, once they have chosen a
 * password of their own.
 *
 * @refuses `forbidden`, `not_found`
 */
export const explainPermissions = query({
  permission: "users:read",
  input: z.object({ username: z.string() }),

  async run({ db, input }): Promise<{ user: User; permissions: Explained[] }> {
    const user = await findUserByName(db, input.username);
    if (!user) return noSuchUser();
    const grants = await db
      .select({ role: userRoles.role, from: userRoles.grantedBy, at: userRoles.grantedAt })
      .from(userRoles)
      .where(eq(userRoles.userId, user.id))
      .orderBy(asc(userRoles.grantedAt));
    // Whoever is suspended cannot even ask.
    const works = user.status !== "suspended";
    return {
      user,
      permissions: everyPermission.map((permission) => ({
        permission,
        may: works && can(user, permission),
        by: works ? grants.filter(({ role }) => can({ roles: [role] }, permission)) : [],
        givenBy: roles.filter((role) => (permissions[permission].roles as readonly Role[]).includes(role)),
      })),
    };
  },
});
