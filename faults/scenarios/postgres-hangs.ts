import { kill, memoryMb, processes } from "../installation";
import { type Answer, ask } from "../load/ask";
import { pause, type Scenario } from "../scenario";

const atOnce = 3000;
const mostMb = 250;

export const postgresHangs: Scenario = {
  name: "PostgreSQL hangs, in a flood",
  about: `All of PostgreSQL’s processes are stopped for ten seconds, and ${atOnce.toLocaleString("en")} requests come at once.`,
  async run(it) {
    const postmaster = it.postmaster();
    const all = [postmaster, ...processes().flatMap(({ pid, parent }) => (parent === postmaster ? [pid] : []))];
    const before = Math.max(...it.workers().map(memoryMb));
    let most = before;
    for (const pid of all) kill(pid, "SIGSTOP");
    let answers: Answer[];
    try {
      const asking = Array.from({ length: atOnce }, () =>
        ask(`${it.address}/api/v2/users?limit=1`, { token: it.doors.token }),
      );
      for (let times = 0; times < 10; times++) {
        await pause(1000);
        most = Math.max(most, ...it.workers().map(memoryMb));
      }
      for (const pid of all.toReversed()) kill(pid, "SIGCONT");
      answers = await Promise.all(asking);
    } finally {
      for (const pid of all.toReversed()) kill(pid, "SIGCONT");
    }
    const from = performance.now();
    const odd = answers.filter(({ status }) => status !== 200 && status !== 503);
    return {
      from,
      wrong: [
        ...(most - before > mostMb ? [`A worker grew by ${Math.round(most - before)} MB.`] : []),
        ...(odd.length > 0 ? [`${odd.length} of the flood were answered with ${odd[0]?.status ?? "nothing"}.`] : []),
      ],
    };
  },
};
