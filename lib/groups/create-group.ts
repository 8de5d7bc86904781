import { z } from "zod";
import { groups } from "@/db/schema";
import { operation } from "../operation";
import { changed } from "./changed";
import { requireNotNamedEveryone } from "./everyone";
import { avatarUrl, groupDisplayName, groupName, quotaAllowance } from "./fields";
import { readBack } from "./read";

/**
 * Adds a group without members.
 *
 * @returns the group
 * @refuses `forbidden`, `taken`, `invalid`
 */
export const createGroup = operation({
  action: "group.created",
  permission: "groups:manage",
  input: z.object({
    name: groupName,
    displayName: groupDisplayName.default(""),
    avatarUrl: avatarUrl.default(""),
    quotaAllowance: quotaAllowance.default(0),
  }),

  target: ({ name }) => ({ type: "group", toBe: name }),

  async run({ tx, input }) {
    requireNotNamedEveryone(input.name);
    const [made] = await tx.insert(groups).values(input).returning({ id: groups.id });
    if (!made) throw new Error("An insert returned no row.");
    return changed(null, await readBack(tx, made.id));
  },
});
