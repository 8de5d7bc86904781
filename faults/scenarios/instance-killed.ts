import { installMany } from "../many";
import { pause, type Scenario } from "../scenario";

export const instanceKilled: Scenario = {
  name: "one of two instances killed",
  about:
    "Two instances on one database, and half of the clients at each: SIGKILL to all of one, which is started again after three seconds. Counted from then.",
  own: async () => ({ installed: await installMany() }),
  async run(it) {
    await it.killAll();
    await pause(3000);
    await it.startAgain();
    return { from: performance.now() };
  },
};
