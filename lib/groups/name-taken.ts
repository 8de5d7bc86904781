import type { Problem } from "../problems";

/** What is said of a name that is taken, whether we find it or the database's own constraint does. */
export const groupNameTaken: Problem = {
  code: "taken",
  message: "There is a group of that name already.",
  fields: { name: "There is a group of that name already. Names differ by more than upper and lower case." },
};
