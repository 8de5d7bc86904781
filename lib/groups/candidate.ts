import { sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { User } from "../users/user";

/** Somebody who could be put into a group. */
export type Candidate = Pick<User, "id" | "username" | "name" | "email"> & {
  /** Is in it already. */
  isMember: boolean;
};

/** A candidate for one group as they are read, with `from(users)`. */
export const candidateFor = (groupId: string) => ({
  id: users.id,
  username: users.username,
  name: users.name,
  email: users.email,
  isMember: isMemberOf(groupId),
});

export const isMemberOf = (groupId: string) =>
  sql<boolean>`exists (select 1 from group_members m where m.group_id = ${groupId} and m.user_id = ${users.id})`;
