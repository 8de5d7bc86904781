import { z } from "zod";

/** How long a temporary password is good for. */
export const temporaryPasswordHours = 24;

export const passwordMaxLength = 128;

/**
 * A password as typed: NFC, as it is otherwise. Longer ones are refused instead of cut, so that hashing has a bound.
 *
 * @see NIST SP 800-63B-4, 3.1.1.2
 */
export const typedPassword = z
  .string({ error: "The password is missing." })
  .max(passwordMaxLength * 4, `A password has at most ${passwordMaxLength} characters.`)
  .refine((text) => text.isWellFormed() && !text.includes("\0"), {
    error: "The password holds a character that cannot be used.",
  })
  .transform((text) => text.normalize("NFC"))
  .refine((text) => [...text].length <= passwordMaxLength, {
    error: `A password has at most ${passwordMaxLength} characters.`,
  });
