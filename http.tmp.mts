import { withContext } from "./bench/context";
import { load } from "./bench/load/load";
await withContext({ users: 20000, rounds: 1, data: "/tmp/b20k", say: console.error }, async (it) => {
  const { startServer } = await import("./e2e/support/server");
  const server = process.argv[3] ? await startServer({ DATABASE_URL: it.large, PORT: "0", ROSTER_SECRET: process.env.ROSTER_SECRET!, ROSTER_WORKERS: "1", ROSTER_LOG_LEVEL: "error" }, ["--cpu-prof-dir=/tmp/prof", "dist/server.mjs"], "--cpu-prof") : await it.serve(it.large, 1);
  const path = process.argv[2]!;
  for (let i = 0; i < 3; i++) console.log(await load({ url: server.address + path, headers: path.startsWith("/api") ? { "coder-session-token": it.keys.large.token } : { cookie: it.keys.large.cookie }, connections: 16, seconds: 3 }));
  await server.stop();
});
