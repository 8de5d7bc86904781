import { closeDatabase, connectDatabase } from "@/db/client";
import { createToken } from "@/lib/sessions/create-token";
import { aUser, password, signedIn } from "@/test/people";
import { expect, sharedDatabase, test } from "./test";

// Servers that share a database share their secret: one that seals under another would spoil the chain for the others.
const secret = process.env.ROSTER_E2E_SECRET ?? "";

test.beforeAll(() => {
  connectDatabase({ url: sharedDatabase(), poolSize: 2 });
});
test.afterAll(closeDatabase);

async function tokenOf(user: Awaited<ReturnType<typeof aUser>>) {
  const made = await createToken(await signedIn(user), { userId: user.id });
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const send = (address: string, token: string, method: string, path: string, body?: object) =>
  fetch(`${address}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });

test("what one server does holds at the very next request to another", async ({ start }) => {
  const settings = { DATABASE_URL: sharedDatabase(), ROSTER_SECRET: secret };
  const [one, other] = [await start(settings), await start(settings)];
  const owner = (await tokenOf(await aUser({ roles: ["owner"] }))).token;
  const asks = async (token: string) => (await send(other.address, token, "GET", "/users?limit=1")).status;

  const suspended = await aUser({ roles: ["auditor"] });
  const { token } = await tokenOf(suspended);
  expect(await asks(token)).toBe(200);
  expect((await send(one.address, owner, "PUT", `/users/${suspended.id}/status/suspend`)).status).toBe(200);
  expect(await asks(token)).toBe(401);

  const reset = await aUser({ roles: ["auditor"] });
  const resets = (await tokenOf(reset)).token;
  expect(await asks(resets)).toBe(200);
  const temporary = { password: "seven lanterns over the fjord" };
  expect((await send(one.address, owner, "PUT", `/users/${reset.id}/password`, temporary)).status).toBe(204);
  expect(await asks(resets)).toBe(401);

  const demoted = await aUser({ roles: ["auditor"] });
  const demoteds = (await tokenOf(demoted)).token;
  expect(await asks(demoteds)).toBe(200);
  expect((await send(one.address, owner, "PUT", `/users/${demoted.id}/roles`, { roles: [] })).status).toBe(200);
  expect(await asks(demoteds)).toBe(403);

  const tokenless = await aUser({ roles: ["auditor"] });
  const removed = await tokenOf(tokenless);
  expect(await asks(removed.token)).toBe(200);
  expect((await send(one.address, owner, "DELETE", `/users/${tokenless.id}/keys/${removed.id}`)).status).toBe(204);
  expect(await asks(removed.token)).toBe(401);
});

test("a request leaves one line in the log, without secrets, and is counted", async ({ start }) => {
  const server = await start({ DATABASE_URL: sharedDatabase(), ROSTER_SECRET: secret, ROSTER_WORKERS: "2" });
  const auditor = await aUser({ roles: ["auditor"] });
  const { token } = await tokenOf(auditor);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send(server.address, token, "GET", "/users?limit=1&q=zebra")),
  );
  const email = `${auditor.username}@example.com`;
  await send(server.address, token, "POST", "/users/login", { email, password });
  const id = answers[0]?.headers.get("x-request-id") ?? "";

  await expect
    .poll(() => lines(server.said()).find((line) => line.id === id))
    .toMatchObject({
      level: "info",
      actor: auditor.username,
      method: "GET",
      route: "/api/v2/users",
      status: 200,
      ms: expect.any(Number),
    });
  expect(lines(server.said()).filter((line) => line.id === id)).toHaveLength(1);
  for (const secretText of [token, token.split("-")[1] ?? "", password, "zebra", email]) {
    expect(server.said()).not.toContain(secretText);
  }

  // Whichever worker is asked tells of all.
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toContain('roster_requests_total{method="GET",route="/api/v2/users",status="200"} 8');
  expect(metrics).toMatch(/roster_users\{status="active"\} \d+/);
  expect(metrics).toMatch(/roster_database_connections\{state="\w+/);

  const proxied = { "x-forwarded-for": "192.0.2.7" };
  expect((await fetch(`${server.address}/metrics`, { headers: proxied })).status).toBe(401);
  const authorization = `Bearer ${token}`;
  expect((await fetch(`${server.address}/metrics`, { headers: { ...proxied, authorization } })).status).toBe(200);
  const member = `Bearer ${(await tokenOf(await aUser())).token}`;
  expect((await fetch(`${server.address}/metrics`, { headers: { ...proxied, authorization: member } })).status).toBe(
    403,
  );
});

const lines = (said: string) =>
  said
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
