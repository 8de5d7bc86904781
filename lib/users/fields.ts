import { z } from "zod";
import { line } from "../input";
import { reservedUsernames } from "./user";

/** Where a username is taken or shown: 1 to 32 letters, digits and single inner hyphens. */
export const username = line(32, "The username")
  .refine((text) => /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(text), {
    error: "A username is 1 to 32 letters a to z, digits and single hyphens between them.",
  })
  .refine((text) => !reservedUsernames.includes(text.toLowerCase()), {
    error: "Roster uses this word itself. Choose another username.",
  });

export const email = line(254, "The email").refine((text) => z.email().safeParse(text).success, {
  error: "This is no email address. One looks like ada@example.com.",
});

/** A display name; may be empty. */
export const displayName = line(128, "The name");
