import { eq } from "drizzle-orm";
import { z } from "zod";
import { groups } from "@/db/schema";
import { operation } from "../operation";
import { changed } from "./changed";
import { refuseEveryone } from "./everyone";
import { groupId } from "./fields";
import { lockGroup } from "./read";

/**
 * Deletes a group for good, and with it who was in it. Its members stay, and its name is free again.
 *
 * @returns the group as it was
 * @refuses `not_found`, `forbidden`, also for `Everyone`
 */
export const deleteGroup = operation({
  action: "group.deleted",
  permission: "groups:manage",
  input: z.object({ groupId }),
  target: (input) => ({ type: "group", id: input.groupId }),

  prepare: ({ input }) => refuseEveryone(input.groupId),

  async run({ tx, input }) {
    const group = await lockGroup(tx, input.groupId);
    await tx.delete(groups).where(eq(groups.id, group.id));
    return changed(group, null);
  },
});
