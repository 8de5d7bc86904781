import { z } from "zod";
import { config } from "../config";
import { query } from "../operation";

/** How long a token may live at most, in seconds. */
export const tokenLimits = query({
  permission: "signed in",
  input: z.object({}),
  run: async () => ({ maxSeconds: config().tokenMaxDays * 86_400 }),
});
