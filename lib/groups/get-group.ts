import { z } from "zod";
import { query } from "../operation";
import { groupId } from "./fields";
import { findGroup } from "./read";

/**
 * One group, by its id or its name in any case.
 *
 * @refuses `forbidden`, `not_found`
 */
export const getGroup = query({
  permission: "users:read",
  input: z.object({ group: groupId }),
  run: ({ db, input }) => findGroup(db, input.group),
});
