import { and, count } from "drizzle-orm";
import { z } from "zod";
import { userSeen, users } from "@/db/schema";
import { query } from "../operation";
import { filterText, matchingUsers } from "./matching";
import { notDeleted, seenBeside } from "./read";

/**
 * How many users match a filter, exactly.
 *
 * @refuses `forbidden`, `invalid` (a filter that cannot be read)
 */
export const countUsers = query({
  permission: "users:read",
  input: z.object({ q: filterText }),

  async run({ db, input }) {
    const where = matchingUsers(input.q);
    const [row] = await (where
      ? db.select({ total: count() }).from(users).innerJoin(userSeen, seenBeside).where(and(notDeleted, where))
      : db.select({ total: count() }).from(users).where(notDeleted));
    return row?.total ?? 0;
  },
});
