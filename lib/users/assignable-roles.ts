import { z } from "zod";
import { query } from "../operation";
import { can, roles } from "../permissions";

/** The site roles, and whether who asks may give them to others. */
export const assignableRoles = query({
  permission: "signed in",
  input: z.object({}),

  async run({ actor }) {
    const assignable = actor.kind !== "user" || can(actor, "roles:assign");
    return roles.map((role) => ({ role, assignable }));
  },
});
