import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "./app";
import { maxBodyBytes } from "./read";

/** As our own server has it, where a request is one of Node's. */
let server: Server;

beforeAll(async () => {
  server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
  await once(server.listen(0, "127.0.0.1"), "listening");
});

afterAll(() => server.close());

async function post(parts: string[], headers: Record<string, string | number> = {}) {
  const { port } = server.address() as AddressInfo;
  const path = "/api/v2/users/login";
  const asked = request({ port, path, method: "POST", headers: { "content-type": "application/json", ...headers } });
  for (const part of parts) await new Promise((sent) => asked.write(part, sent));
  asked.end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return { status: answer.statusCode, ...JSON.parse(await text(answer)) };
}

const parts = ['{"email": "nobody@example.com", ', '"password": "not this one, surely"}'];

test.each([
  ["whose length is told", { "content-length": parts.join("").length }],
  ["whose length is not told", {}],
])("a body %s is read to its end, however it comes", async (_, headers) => {
  expect(await post(parts, headers)).toMatchObject({ status: 401, code: "wrong_credentials" });
});

test.each([
  ["that says so", { "content-length": maxBodyBytes + 1 }],
  ["that does not say so", {}],
])("a body that is too large, %s, is refused", async (_, headers) => {
  expect(await post(["x".repeat(maxBodyBytes + 1)], headers)).toMatchObject({ status: 413, code: "too_large" });
});
