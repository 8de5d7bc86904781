import { z } from "zod";
import { userAppearance } from "@/db/schema";
import { line } from "../input";
import { operation } from "../operation";
import { changed } from "../users/changed";
import { lockForAct } from "../users/manage";
import { type Appearance, terminalFonts } from "./appearance";
import { readAppearance } from "./read";

/**
 * Chooses how a user's pages are drawn: one's own, or those of others by who may edit their profile. What is left out
 * stays; empty text goes back to the default.
 *
 * @returns the appearance as it now is
 * @refuses `not_found`, `forbidden`, `owner_protected`, `invalid`
 */
export const setAppearance = operation({
  action: "user.appearance_changed",
  permission: "signed in",
  input: z.object({
    userId: z.string({ error: "The user is missing." }),
    themePreference: line(64, "The theme").optional(),
    terminalFont: z
      .enum(terminalFonts, { error: `A terminal font is one of ${terminalFonts.slice(1).join(", ")}, or empty.` })
      .optional(),
  }),

  async run({ tx, actor, input }) {
    const user = await lockForAct(tx, actor, "editProfile", { userId: input.userId });
    const before = await readAppearance(tx, user.id);
    const after: Appearance = {
      themePreference: input.themePreference ?? before.themePreference,
      terminalFont: input.terminalFont ?? before.terminalFont,
    };
    const also = changesBetween(before, after);
    if (Object.keys(also).length === 0) return changed(user, user, before);

    await tx
      .insert(userAppearance)
      .values({ userId: user.id, ...after })
      .onConflictDoUpdate({ target: userAppearance.userId, set: after });
    return changed(user, user, after, { also });
  },
});

const changesBetween = (before: Appearance, after: Appearance): Record<string, [string, string]> => ({
  ...(before.themePreference !== after.themePreference && {
    themePreference: [before.themePreference, after.themePreference],
  }),
  ...(before.terminalFont !== after.terminalFont && { terminalFont: [before.terminalFont, after.terminalFont] }),
});
