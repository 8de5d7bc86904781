import { eq, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import { maySee, noSuchUser } from "../access";
import type { Actor } from "../actor";
import { query } from "../operation";
import { prepared } from "../prepared";
import { selectUser } from "./read";
import type { User } from "./user";

export const whichUser = z.union([z.object({ userId: z.string() }), z.object({ username: z.string() })]);

/**
 * One user, by id or by username in any case: oneself, or anybody for those who see all users.
 *
 * @refuses `not_found`, also where the actor may not know of them
 */
export const getUser = query({
  permission: "signed in",
  input: whichUser,

  run: async ({ db, actor, input }) => ({ user: await readUser(db, actor, input) }),
});

/** @refuses `not_found` */
export async function readUser(db: Database, actor: Actor, which: z.output<typeof whichUser>): Promise<User> {
  if (actor.kind === "user" && actor.asRead && "userId" in which && which.userId === actor.id) return actor.asRead;
  const [user] =
    "userId" in which
      ? isUuid(which.userId)
        ? await byId(db).execute({ id: which.userId })
        : []
      : /^[\w-]{1,32}$/.test(which.username)
        ? await byName(db).execute({ name: which.username.toLowerCase() })
        : [];
  return user && maySee(actor, user.id) ? user : noSuchUser();
}

const byId = prepared((db) => selectUser(db, eq(users.id, sql.placeholder("id"))).prepare("user_by_id"));
const byName = prepared((db) => selectUser(db, eq(users.usernameKey, sql.placeholder("name"))).prepare("user_by_name"));
