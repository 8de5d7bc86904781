import { z } from "zod";
import { query } from "../operation";
import { refuse } from "../problems";
import { isSetUpNow } from "./is-set-up";

/** @refuses `not_found` until there is a first owner */
export const requireSetUp = query({
  permission: "anyone",
  input: z.object({}),

  async run({ db }) {
    if (!(await isSetUpNow(db))) refuse("not_found", "There is no owner yet. Create the first one.");
    return null;
  },
});
