import { z } from "zod";
import { query } from "../operation";
import { refuse } from "../problems";
import type { Organization } from "./organization";
import { theOrganization } from "./the-organization";

/**
 * The one organization, by its id, its name in any case, or `default`.
 *
 * @refuses `not_found` for any other
 */
export const getOrganization = query({
  permission: "signed in",
  input: z.object({ organization: z.string().default("default") }),

  async run({ input }): Promise<Organization> {
    const it = await theOrganization();
    const asked = input.organization.toLowerCase();
    if (asked !== it.id && asked !== it.name.toLowerCase() && asked !== "default") {
      refuse("not_found", "There is no such organization.");
    }
    return it;
  },
});
