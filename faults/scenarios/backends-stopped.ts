import postgres from "postgres";
import { kill } from "../installation";
import type { Scenario } from "../scenario";

export const backendsStopped: Scenario = {
  name: "half of PostgreSQL’s backends hang",
  about:
    "Every second process of PostgreSQL that serves Roster is stopped, and stays so until Roster goes on without them.",
  async run(it) {
    const sql = postgres(it.url, { max: 1, onnotice: () => {} });
    const backends = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'roster' order by pid`;
    await sql.end();
    const stopped = backends.filter((_, n) => n % 2 === 0).map(({ pid }) => pid);
    const from = performance.now();
    for (const pid of stopped) kill(pid, "SIGSTOP");
    return {
      from,
      wrong: stopped.length > 0 ? [] : ["There was no backend to stop."],
      afterwards: async () => {
        for (const pid of stopped) kill(pid, "SIGCONT");
      },
    };
  },
};
