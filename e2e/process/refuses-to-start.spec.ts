import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { findEmbedded } from "@/db/embedded";
import { expect, sharedDatabase, small, test } from "./test";

/** Starts a server that cannot start: all that it said, and its exit code. */
async function startInVain(settings: Record<string, string>) {
  const child = spawn(process.execPath, ["dist/server.mjs"], {
    env: { ...process.env, NODE_ENV: "production", ...small, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, "exit")]);
  return { stdout, stderr, code: child.exitCode };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk;
  return text;
}

const oneLineNaming = (setting: string) => new RegExp(`^${setting}\\b[^\\n]+\\n$`);

const mistakes: [name: string, settings: Record<string, string>][] = [
  ["PORT", { PORT: "eighty" }],
  ["HOST", { HOST: "203.0.113.9", DATABASE_URL: "the shared one" }],
  ["DATABASE_URL", { DATABASE_URL: "mysql://root:hunter2@localhost/roster" }],
  ["DATABASE_URL", { DATABASE_URL: "postgres://roster:hunter2@127.0.0.1:1/roster" }],
  ["DATABASE_URL", { DATABASE_URL: "postgres://roster:hunter2@no-such-host.invalid/roster" }],
  ["DATABASE_URL", { DATABASE_URL: "the shared one, with the password hunter2" }],
  ["ROSTER_DATA_DIR", { ROSTER_DATA_DIR: "/dev/null/roster" }],
  ["ROSTER_DATA_DIR", { ROSTER_DATA_DIR: "/dev/null/roster", DATABASE_URL: "the shared one" }],
  ["ROSTER_SECRET", { ROSTER_SECRET: "too short" }],
  ["ROSTER_WORKERS", { ROSTER_WORKERS: "none" }],
  ["ROSTER_URL", { ROSTER_URL: "roster.example.com" }],
  ["ROSTER_PASSWORD_MIN_LENGTH", { ROSTER_PASSWORD_MIN_LENGTH: "4" }],
];

for (const [name, settings] of mistakes) {
  test(`a server that cannot start with ${JSON.stringify(settings)} says so in one line`, async ({ dataDir }) => {
    const shared: Record<string, string> = {
      "the shared one": sharedDatabase(),
      "the shared one, with the password hunter2": sharedDatabase().replace(/:[^:@]+@/, ":hunter2@"),
    };
    const DATABASE_URL = shared[settings.DATABASE_URL ?? ""] ?? settings.DATABASE_URL ?? "";
    // It comes as far as sealing the shared audit log, and under another secret would have something to say of that, too.
    const secret = name === "HOST" && { ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "" };
    const { code, stdout, stderr } = await startInVain({
      ...{ ROSTER_DATA_DIR: dataDir, ...secret },
      ...settings,
      DATABASE_URL,
    });
    expect(stderr).toMatch(oneLineNaming(name));
    expect(stderr).not.toContain("hunter2");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
}

test("a port in use is told, and the database that was started for it is stopped again", async ({ dataDir }) => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const PORT = String(typeof address === "object" && address?.port);
  const { code, stderr } = await startInVain({ ROSTER_DATA_DIR: dataDir, PORT, ROSTER_WORKERS: "2" });
  other.close();
  expect(stderr).toMatch(oneLineNaming("PORT"));
  expect(stderr).toContain(PORT);
  expect(code).toBe(1);
  expect(await findEmbedded({ dataDir })).toBeNull();
});

test("a second server on the same data is refused, and the first one does not notice", async ({ start, dataDir }) => {
  const first = await start();
  const { code, stderr } = await startInVain({ ROSTER_DATA_DIR: dataDir });
  expect(stderr).toMatch(oneLineNaming("ROSTER_DATA_DIR"));
  expect(code).toBe(1);
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
});
