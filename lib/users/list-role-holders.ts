import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "../operation";
import { type Role, roles } from "../permissions";

/** How many hold a role, and the first of them by username. */
export type RoleHolders = { role: Role; count: number; first: string[] };

const shown = 3;

/**
 * Who holds each role.
 *
 * @refuses `forbidden`
 */
export const listRoleHolders = query({
  permission: "users:read",
  input: z.object({}),

  async run({ db }): Promise<RoleHolders[]> {
    const rows = await db.execute<{ role: Role; count: number; first: string[] }>(sql`
      select r.role, count(*)::int as count, (array_agg(u.username order by u.username_key))[1:${shown}] as first
      from user_roles r join users u on u.id = r.user_id
      where u.deleted_at is null group by r.role`);
    const found = new Map([...rows].map((row) => [row.role, row]));
    return roles.map((role) => ({ role, count: found.get(role)?.count ?? 0, first: found.get(role)?.first ?? [] }));
  },
});
