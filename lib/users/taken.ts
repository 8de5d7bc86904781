import type { Database } from "@/db/client";
import { type Problem, Refusal, requireAll } from "../problems";
import { findUserByEmail, findUserByName } from "./read";
import type { User } from "./user";

/** What is said of what is taken, whether we find it or the database's own constraint does. */
export const usernameTaken: Problem = {
  code: "taken",
  message: "That username is taken.",
  fields: { username: "That username is taken. Usernames differ by more than upper and lower case." },
};

export const emailTaken: Problem = {
  code: "taken",
  message: "Another user has that email.",
  fields: { email: "Another user has that email." },
};

/**
 * Tells of both at once what is taken now. Who else takes them at the same moment the database's own constraints keep out.
 *
 * @refuses `taken`
 */
export async function requireFree(db: Database, wanted: { username?: string; email?: string | null }): Promise<void> {
  const { username, email } = wanted;
  await requireAll([
    requireNobody(username ? findUserByName(db, username) : null, usernameTaken),
    requireNobody(email ? findUserByEmail(db, email) : null, emailTaken),
  ]);
}

async function requireNobody(found: Promise<User | null> | null, problem: Problem): Promise<void> {
  if (await found) throw new Refusal(problem);
}
