import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { allowOwnScripts, guardAnswer } from "./guard-answer";

/** What is on an answer before it is made, and what the page framework is told. */
function guarded(path: string, { url = null as string | null, dev = false, sent = {} } = {}) {
  const request = Object.assign(new IncomingMessage(new Socket()), { url: path });
  Object.assign(request.headers, sent);
  const response = new ServerResponse(request);
  guardAnswer(request, response, { url });
  allowOwnScripts(request, response, { dev });
  const policy = String(response.getHeader("content-security-policy"));
  return { told: request.headers["content-security-policy"], policy, headers: response.getHeaders() };
}

const nonceIn = (policy = "") => /'nonce-([^']+)'/.exec(policy)?.[1];

test("each page has a nonce of its own, which the page framework is told and a client cannot choose", () => {
  const sent = { "content-security-policy": "script-src 'nonce-mine'" };
  const [one, other] = [guarded("/users", { sent }), guarded("/users", { sent })];
  expect(nonceIn(one.policy)).toMatch(/^[\w+/]{22}==$/);
  expect(nonceIn(one.policy)).not.toBe(nonceIn(other.policy));
  expect(one.told).toBe(one.policy);
});

test("a page runs no inline script and no eval, and nothing comes from elsewhere", () => {
  const { policy } = guarded("/users");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
  expect(policy).toMatch(/default-src 'none'; script-src 'nonce-[^']+' 'strict-dynamic';/);
  expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
  expect(guarded("/users", { dev: true }).policy).toContain("'unsafe-eval'");
});

test.each(["/api/v2/users", "/api/auth/csrf", "/_next/static/chunks/a.js", "/icon.svg"])("%s runs nothing", (path) => {
  const { told, policy } = guarded(path, { sent: { "content-security-policy": "script-src 'nonce-mine'" } });
  expect(told).toBeUndefined();
  expect(policy).toBe("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox");
});

test("what may hold data is kept nowhere; what everybody gets may be", () => {
  for (const path of ["/users", "/api/v2/users", "/sign-in", "/healthz"]) {
    expect(guarded(path).headers["cache-control"]).toBe("no-store");
  }
  expect(guarded("/_next/static/chunks/a.js").headers["cache-control"]).toBeUndefined();
});

test("https is insisted on where the public address has it, and only there", () => {
  const https = guarded("/users", { url: "https://roster.example" });
  expect(https.headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
  const http = guarded("/users", { url: "http://roster.example" });
  expect(http.headers["strict-transport-security"]).toBeUndefined();
});
