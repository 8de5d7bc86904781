import { kill } from "../installation";
import { pause, type Scenario } from "../scenario";

export const postgresKilled: Scenario = {
  name: "PostgreSQL killed",
  about: "SIGKILL to PostgreSQL’s first process, twice, three seconds apart.",
  short: true,
  async run(it) {
    const from = performance.now();
    kill(it.postmaster(), "SIGKILL");
    await pause(3000);
    kill(it.postmaster(), "SIGKILL");
    return { from };
  },
};
