import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { expect, sharedDatabase, test } from "./test";

const secret = process.env.ROSTER_E2E_SECRET ?? "";

/** A sign-in in vain under forged headers, as the audit log has it. */
async function recorded(address: string, headers: Record<string, string>) {
  const first = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const cookie = first.headers.getSetCookie().map((it) => it.split(";")[0]);
  const answer = await fetch(`${address}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, cookie: cookie.join("; ") },
    body: new URLSearchParams({ csrfToken, email: `${randomUUID()}@example.com`, password: "not this", json: "true" }),
  });
  const sql = postgres(sharedDatabase(), { max: 1 });
  const id = answer.headers.get("x-request-id");
  const rows = await sql`select address, request_id from audit_entries where request_id = ${id}`;
  await sql.end();
  return rows[0];
}

const forged = {
  "x-roster-address": "198.51.100.1",
  "x-forwarded-for": "198.51.100.2, 198.51.100.3",
  "x-request-id": randomUUID(),
};

test("what a caller says of its own address is not believed", async ({ start }) => {
  const server = await start({ DATABASE_URL: sharedDatabase(), ROSTER_SECRET: secret });
  const entry = await recorded(server.address, forged);
  expect(entry?.address).toBe("127.0.0.1");
  expect(entry?.request_id).not.toBe(forged["x-request-id"]);
});

test("behind a proxy of ours the last hop is the caller, and the proxy’s request id stays", async ({ start }) => {
  const settings = { DATABASE_URL: sharedDatabase(), ROSTER_SECRET: secret, ROSTER_TRUST_PROXY: "1" };
  const server = await start(settings);
  const entry = await recorded(server.address, forged);
  expect(entry).toEqual({ address: "198.51.100.3", request_id: forged["x-request-id"] });
});
