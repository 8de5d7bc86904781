import type { Scenario } from "../scenario";

export const applicationKilled: Scenario = {
  name: "the application killed",
  about: "SIGKILL to the first process and all workers at once; PostgreSQL lives on; started again at once.",
  short: true,
  async run(it) {
    const from = performance.now();
    await it.killAll();
    await it.startAgain();
    return { from };
  },
};
