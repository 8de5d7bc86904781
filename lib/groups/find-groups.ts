import { sql } from "drizzle-orm";
import { z } from "zod";
import { groups } from "@/db/schema";
import { query } from "../operation";
import { type Group, nameOfEveryone } from "./group";
import { holding } from "./read";

/** What it takes to name a group and to lead to it. */
export type FoundGroup = Pick<Group, "name" | "displayName">;

/**
 * The first few groups with a text in their name or display name, for whoever types it: nothing is counted.
 *
 * @refuses `forbidden`
 */
export const findGroups = query({
  permission: "users:read",
  input: z.object({ text: z.string(), limit: z.number().int().min(1).max(100).default(6) }),

  async run({ db, input: { text, limit } }): Promise<FoundGroup[]> {
    const found = await db
      .select({ name: groups.name, displayName: groups.displayName })
      .from(groups)
      .where(holding(text))
      .orderBy(sql`lower(${groups.name}) collate "C"`)
      .limit(limit);
    const everyone = { name: nameOfEveryone, displayName: nameOfEveryone };
    const isMeant = nameOfEveryone.toLowerCase().includes(text.toLowerCase());
    return (isMeant ? [everyone, ...found] : found).slice(0, limit);
  },
});
