import { installMany, type Many } from "../many";
import { pause, type Scenario } from "../scenario";

let many: Many;

const own = async () => {
  many = await installMany();
  return { installed: many };
};

export const primaryKilled: Scenario = {
  name: "primary killed, standby promoted",
  about:
    "Two instances on a primary with a synchronous standby: SIGKILL to all of the primary’s processes; after a second the standby is promoted. Counted from the promotion.",
  own,
  async run() {
    many.pair.primary.signal("SIGKILL");
    await pause(1000);
    await many.pair.promote();
    return { from: performance.now() };
  },
};

export const standbyCutOff: Scenario = {
  name: "standby cut off, then promoted",
  about:
    "The same, but nothing reaches the standby any more; after 25 seconds, in which nothing can be committed, the primary is killed and the standby promoted. Counted from the promotion.",
  own,
  async run() {
    await many.pair.cut();
    await pause(25_000);
    many.pair.primary.signal("SIGKILL");
    await many.pair.promote();
    return { from: performance.now() };
  },
};

export const primaryVanishes: Scenario = {
  name: "primary vanishes, standby promoted",
  about:
    "The same, but the primary says nothing any more (SIGSTOP); and ten seconds after the promotion it is there again, as if nothing had been. Counted from the promotion.",
  own,
  async run() {
    const { primary } = many.pair;
    primary.signal("SIGSTOP");
    await pause(1000);
    await many.pair.promote();
    const from = performance.now();
    await pause(10_000);
    primary.signal("SIGCONT");
    return { from };
  },
};
