import { z } from "zod";
import { line } from "../input";

/** How a group is named in a question or an act: its id, or its name in any case. */
export const groupId = z.string({ error: "The group is missing." });

export const groupName = line(36, "The name")
  .refine((text) => /^[\w.-]+( [\w.-]+)*$/.test(text) && /[A-Za-z0-9]/.test(text), {
    error:
      "A group’s name is 1 to 36 letters a to z, digits, hyphens, underscores, dots and single spaces between them.",
  })
  .refine((text) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text), {
    error: "This looks like an id. Choose a name that people can read.",
  });

/** May be empty. */
export const groupDisplayName = line(64, "The display name");

/** May be empty. A path with two slashes at its start would lead to another site. */
export const avatarUrl = line(2000, "The picture’s address").refine(
  (text) => text === "" || isPathOfThisSite(text) || isWebAddress(text),
  { error: "A picture’s address starts with https://, http:// or, on this site, with one slash." },
);

export const quotaAllowance = z
  .number({ error: "The quota allowance is a number." })
  .int("The quota allowance is a whole number.")
  .min(0, "The quota allowance is 0 at least.")
  .max(2_147_483_647, "The quota allowance is 2,147,483,647 at most.");

const isPathOfThisSite = (text: string) => /^\/(?!\/)[^\s\\]*$/.test(text);
const isWebAddress = (text: string) => /^https?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text);
