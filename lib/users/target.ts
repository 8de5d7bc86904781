import { z } from "zod";
import { line } from "../input";

/** Why an admin changes a status, in their own words. */
export const statusReason = line(200, "The reason").transform((text) => text || null);

/** A user to act on, and the version that the actor saw, where they saw one. */
export const targetUser = z.object({
  userId: z.string({ error: "The user is missing." }),
  expectedVersion: z.number().int().optional(),
});
