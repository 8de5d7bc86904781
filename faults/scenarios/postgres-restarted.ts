import { kill } from "../installation";
import type { Scenario } from "../scenario";

export const postgresRestarted: Scenario = {
  name: "PostgreSQL restarted",
  about: "A fast shutdown of PostgreSQL, as an operator or an update does; Roster starts it again.",
  async run(it) {
    const from = performance.now();
    kill(it.postmaster(), "SIGINT");
    return { from };
  },
};
