import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, TaskError } from "../tasks.mjs";
import { startRelay } from "./relay.mjs";

/**
 * A console to attack, with 200 demo people: its address, an owner and a member with what they sign in with, where lists
 * go on, and `watch`, which counts what a run of a tool asks and collects what broke. Everything goes through a relay that bounds it.
 */
export async function startTarget() {
  const relay = await startRelay();
  const dataDir = mkdtempSync(join(tmpdir(), "roster-attacked-"));
  chmodSync(dataDir, 0o755); // PostgreSQL runs as another user where this one is root.
  const server = await startServer(dataDir, relay).catch(async (error) => {
    await relay.stop();
    throw error;
  });

  const stop = async () => {
    await relay.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const password = server.password;
    const owner = await signIn(relay.address, server.email, password);
    const found = await ask(relay.address, owner.token, `/users?limit=1&q=${encodeURIComponent(plainMembers)}`);
    const [{ email, username }] = found.users;
    const member = { ...(await signIn(relay.address, email, password)), username };
    const everybody = await ask(relay.address, owner.token, "/users?limit=100&q=login_type%3Apassword");
    const audit = await ask(relay.address, owner.token, "/audit?limit=1");
    const next = { user: everybody.users[0].id, users: everybody.next_cursor, audit: audit.next_cursor };
    const emails = everybody.users.map(({ email }) => email).filter((email) => email !== server.email);
    return { address: relay.address, relay, owner, member, emails, next, password, watch, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function watch(run) {
    const since = Date.now();
    relay.begin();
    const { findings, told } = await run();
    const { tried, broken } = relay.end();
    return { findings, told, tried, broken, seconds: Math.round((Date.now() - since) / 1000) };
  }
}

const plainMembers = "status:active login_type:password -role:owner,user-admin,template-admin,auditor";

async function startServer(dataDir, relay) {
  const port = await freePort();
  relay.to(port);
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: "",
    HOST: "127.0.0.1",
    PORT: String(port),
    ROSTER_DATA_DIR: dataDir,
    ROSTER_LOG_LEVEL: "error",
    ROSTER_TRUST_PROXY: "1", // The relay says who is calling.
    ROSTER_URL: relay.address,
    ROSTER_WORKERS: "1",
  };
  const args = [join(root, "dist", "server.mjs"), "--demo"];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (said = (said + chunk).slice(-20_000)));
  const ended = once(child, "exit");
  await new Promise((resolve, reject) => {
    child.stdout.on("data", () => /Roster is ready: /.test(said) && resolve());
    ended.then(([code]) => reject(new TaskError(`The console to attack ended with ${code}: ${said}`)));
  });
  const [, email, password] = /Sign in as (\S+) with the password (\S+)/.exec(said) ?? [];
  return {
    email,
    password,
    stop: async () => {
      if (child.exitCode === null) child.kill("SIGINT");
      await ended;
    },
  };
}

async function freePort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Signs in by both doors: a token for the API, a cookie for the pages. */
async function signIn(address, email, password) {
  const { session_token: token } = await answerOf(
    await fetch(`${address}/api/v2/users/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    }),
  );
  const first = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = await answerOf(first);
  const second = await fetch(`${address}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: pairsOf(first).join("; ") },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const cookie = pairsOf(second).find((pair) => pair.includes("roster-session="));
  if (!cookie) throw new TaskError(`${email} could not sign in to the console to attack.`);
  return { email, token, cookie };
}

const pairsOf = (response) => response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);

const ask = async (address, token, path) =>
  answerOf(await fetch(`${address}/api/v2${path}`, { headers: { "coder-session-token": token } }));

async function answerOf(response) {
  if (!response.ok) throw new TaskError(`The console to attack answered ${response.status}: ${await response.text()}`);
  return response.json();
}
