import { kill } from "../installation";
import type { Scenario } from "../scenario";

export const workerHangs: Scenario = {
  name: "a worker hangs",
  about: "One of two workers is stopped, as if it span: it still holds its connections, and takes new ones.",
  async run(it) {
    const [worker] = it.workers();
    const from = performance.now();
    if (worker) kill(worker, "SIGSTOP");
    return { from };
  },
};
