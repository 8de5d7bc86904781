import { z } from "zod";
import { config } from "../config";
import { query } from "../operation";
import { generatePassword } from "./generate";

/** A fresh temporary password to show to an admin. Nothing is stored until they use it. */
export const proposePassword = query({
  permission: "users:reset-password",
  input: z.object({}),
  run: async () => generatePassword(config().passwordMinLength),
});
