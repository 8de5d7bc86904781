import postgres from "postgres";
import { kill } from "../installation";
import type { Scenario } from "../scenario";

export const backendsStopped: Scenario = {
  name: "half of PostgreSQL’s backends hang",
  about:
    "Half of PostgreSQL’s processes that serve Roster are stopped, each while it holds no lock, and stay so until Roster goes on without them.",
  async run(it) {
    const sql = postgres(it.url, { max: 1, onnotice: () => {}, connection: { statement_timeout: 1000 } });
    const stopped: number[] = [];
    const from = performance.now();
    try {
      const backends = await sql<{ pid: number }[]>`
        select pid from pg_stat_activity where application_name = 'roster' order by pid`;
      for (let tries = 0; stopped.length < backends.length / 2 && tries < 200; tries++) {
        const { pid = 0 } = backends[tries % backends.length] ?? {};
        if (stopped.includes(pid)) continue;
        kill(pid, "SIGSTOP");
        // One that was at something would keep its locks from all others, and only PostgreSQL could take them away.
        const [row] = await sql`select state = 'idle' as idle from pg_stat_activity where pid = ${pid}`.catch(() => []);
        if (row?.idle) stopped.push(pid);
        else kill(pid, "SIGCONT");
      }
    } finally {
      await sql.end({ timeout: 1 });
    }
    return {
      from,
      wrong: stopped.length > 0 ? [] : ["There was no backend to stop."],
      afterwards: async () => {
        for (const pid of stopped) kill(pid, "SIGCONT");
      },
    };
  },
};
