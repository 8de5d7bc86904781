import { kill } from "../installation";
import { pause, type Scenario } from "../scenario";

export const workerKilled: Scenario = {
  name: "a worker killed",
  about: "SIGKILL to one of two workers, three times, a second apart.",
  short: true,
  async run(it) {
    const from = performance.now();
    for (let times = 0; times < 3; times++) {
      const [worker] = it.workers();
      if (worker) kill(worker, "SIGKILL");
      await pause(1000);
    }
    return { from };
  },
};
