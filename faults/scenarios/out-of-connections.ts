import type postgres from "postgres";
import { openDriver } from "../../db/driver";
import { pause, type Scenario } from "../scenario";

export const outOfConnections: Scenario = {
  name: "out of connections",
  about:
    "Another program takes all of PostgreSQL’s connections, also those for administrators, for six seconds, and ends Roster’s.",
  async run(it) {
    const others: postgres.Sql[] = [];
    const open = async () => {
      const sql = openDriver(it.url, { connect_timeout: 5 });
      others.push(sql);
      await sql`select 1`;
      return sql;
    };
    try {
      const first = await open();
      const endTheirs = () =>
        first`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roster' and pid <> pg_backend_pid()`;
      const takeAll = async () => {
        for (;;) await Promise.all(Array.from({ length: 10 }, open));
      };
      await takeAll().catch(() => {});
      for (let times = 0; times < 6; times++) {
        await endTheirs();
        await takeAll().catch(() => {});
        await pause(1000);
      }
    } finally {
      await Promise.all(others.map((sql) => sql.end({ timeout: 1 }).catch(() => {})));
    }
    return { from: performance.now() };
  },
};
