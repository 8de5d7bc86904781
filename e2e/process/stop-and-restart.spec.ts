import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import postgres from "postgres";
import { findEmbedded } from "@/db/embedded";
import { expect, test } from "./test";

/** A sign-in whose last letters have not been sent: a request that runs until `finish`. */
async function slowRequest(address: string): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  const head = "POST /api/auth/callback/credentials HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 21\r\n";
  socket.write(`${head}Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=ada&`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    socket,
    finish: async () => {
      const closed = once(socket, "close");
      socket.write("password=ok");
      await closed;
      return answer;
    },
  };
}

const answers = (address: string) =>
  fetch(`${address}/healthz`, { signal: AbortSignal.timeout(1000) }).then(
    ({ status }) => status,
    () => "no answer",
  );

/** The processes that a server started to answer requests. */
function workersOf(server: { process: { pid?: number } }): number[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" });
  return list.split("\n").flatMap((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    return Number(parent) === server.process.pid && command.join(" ").includes("server.mjs") ? [Number(pid)] : [];
  });
}

test("Ctrl-C takes no new requests, lets the one that runs finish, and ends with 0", async ({ start, dataDir }) => {
  const server = await start({ ROSTER_LOG_LEVEL: "warn" });
  const running = await slowRequest(server.address);
  const stopped = server.stop();
  await expect.poll(() => answers(server.address)).toBe("no answer");

  const answer = await running.finish();
  expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  expect(answer).toMatch(/^connection: close\r$/im);
  expect(await stopped).toBe(0);
  expect(await findEmbedded({ dataDir })).toBeNull();
  expect(server.said()).toBe(`Roster is ready: ${server.address}\n`);
});

test("a second Ctrl-C does not wait for requests, and still stops the database", async ({ start, dataDir }) => {
  const server = await start();
  const { socket } = await slowRequest(server.address);
  const stopped = server.stop();
  await expect.poll(() => answers(server.address)).toBe("no answer");
  const before = Date.now();
  server.process.kill("SIGINT");
  expect(await stopped).toBe(0);
  expect(Date.now() - before).toBeLessThan(5000);
  expect(await findEmbedded({ dataDir })).toBeNull();
  socket.destroy();
});

test("after kill -9 its workers go, and the next start has all that was committed", async ({ start, dataDir }) => {
  const server = await start();
  const url = (await findEmbedded({ dataDir })) ?? "";
  const sql = postgres(url, { max: 1 });
  await sql`create table kept as select 'ada' as name`;
  await sql.end();
  const workers = workersOf(server);
  expect(workers).toHaveLength(1);

  server.process.kill("SIGKILL");
  await once(server.process, "exit");
  await expect.poll(() => answers(server.address)).toBe("no answer");
  await expect.poll(() => workers.filter(isAlive)).toEqual([]);

  const next = await start({ PORT: new URL(server.address).port });
  expect(await (await fetch(`${next.address}/readyz`)).json()).toEqual({ status: "ok" });
  const again = postgres((await findEmbedded({ dataDir })) ?? "", { max: 1 });
  expect(await again`select name from kept`).toEqual([{ name: "ada" }]);
  await again.end();
});

test("a worker that dies is replaced", async ({ start }) => {
  const server = await start();
  const [worker = 0] = workersOf(server);
  process.kill(worker, "SIGKILL");
  await expect.poll(() => answers(server.address), { timeout: 15_000 }).toBe(200);
  expect(workersOf(server)).not.toContain(worker);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
