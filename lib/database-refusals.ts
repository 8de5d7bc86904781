import { groupNameTaken } from "./groups/name-taken";
import { type Problem, Refusal } from "./problems";
import { emailTaken, usernameTaken } from "./users/taken";

/** What the database itself refuses, whoever raced whom, in the words for the person who gets it. */
const byConstraint: Record<string, Problem> = {
  users_username_unique: usernameTaken,
  users_email_unique: emailTaken,
  sessions_token_name_unique: {
    code: "taken",
    message: "There is a token of that name already.",
    fields: { name: "There is a token of that name already." },
  },
  groups_name_unique: groupNameTaken,
  at_least_one_owner: {
    code: "last_owner",
    message: "This is the last owner who can sign in. Make someone else an owner first.",
  },
};

/** The refusal behind an error, be it thrown by `refuse` or by a constraint. Null: the error is a bug. */
export function refusalOf(error: unknown): Problem | null {
  if (error instanceof Refusal) return error.problem;
  const cause = error instanceof Error ? error.cause : undefined;
  const constraint = constraintOf(cause) ?? constraintOf(error);
  if (constraint && byConstraint[constraint]) return byConstraint[constraint];
  return holdsNul(cause) || holdsNul(error) ? unstorable : null;
}

/** PostgreSQL's text holds any character but NUL, wherever it comes from. */
const unstorable: Problem = { code: "invalid", message: "There is a character in it that cannot be stored." };

/** SQLSTATE character_not_in_repertoire. */
const holdsNul = (error: unknown) => error instanceof Error && "code" in error && error.code === "22021";

function constraintOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("constraint_name" in error)) return null;
  return typeof error.constraint_name === "string" ? error.constraint_name : null;
}
