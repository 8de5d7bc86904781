import { sql } from "drizzle-orm";
import { z } from "zod";
import { userRoles, users } from "@/db/schema";
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
    const each = sql.join(
      roles.map((role) => sql`${role}::text`),
      sql`, `,
    );
    // By the index that each role has in the order of usernames: nobody else is looked at, and nobody deleted holds one.
    const rows = await db.execute<RoleHolders>(sql`
      select asked.role, (select count(*)::int from ${userRoles} where role = asked.role) as count,
        array(
          select u.username from (
            select user_id, username_key from ${userRoles} where role = asked.role order by username_key limit ${shown}
          ) holder join ${users} u on u.id = user_id order by holder.username_key
        ) as first
      from unnest(array[${each}]) asked (role)`);
    const found = new Map([...rows].map((row) => [row.role, row]));
    return roles.map((role) => found.get(role) ?? { role, count: 0, first: [] });
  },
});
