import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { refuseMalformed } from "./refuse-malformed";

type Asked = { method?: string; httpVersion?: string; url?: string | null; host?: string; rawHeaders?: string[] };

function refused(path: string, headers: Record<string, string> = {}, asked: Asked = {}): number | null {
  const { method = "POST", httpVersion = "1.1", url = null, host = "0.0.0.0", rawHeaders = [] } = asked;
  const request = Object.assign(new IncomingMessage(new Socket()), { url: path, method, httpVersion, rawHeaders });
  Object.assign(request.headers, { host: "roster.example", ...headers });
  const response = new ServerResponse(request);
  return refuseMalformed(request, response, { url, host }) ? response.statusCode : null;
}

const action = { "next-action": "40".repeat(21), "content-type": "text/plain;charset=UTF-8" };

test.each<[string, string, Record<string, string>, number | null]>([
  ["a page", "/users?q=%00", action, null],
  ["a path that cannot be decoded", "/users/%E0", {}, 400],
  ["the same for programs", "/api/v2/users/%E0", {}, 400],
  ["what is no address", "*", {}, 400],
  ["a page through the folder of files, whose requests are not logged", "/_next/static/../../users", action, 400],
  ["the same, encoded", "/_next/%2e%2E/users", action, 400],
  ["the same, with another slash", "/_next\\..\\users", action, 400],
  ["a name with dots", "/groups/a..b", action, null],
  ["a host that is none", "/users", { host: "a b" }, 400],
  ["an action of our own page", "/users", { ...action, origin: "http://roster.example" }, null],
  ["an action of another site’s page", "/users", { ...action, origin: "https://evil.example" }, 403],
  ["an action of a page without an origin of its own", "/users", { ...action, origin: "null" }, 403],
  ["an action of 2 MB", "/users", { ...action, "content-length": "2000000" }, 413],
  ["a form of another site’s page, which needs no header of ours", "/users", { origin: "https://evil.example" }, 403],
  ["a sign-in from another site’s page", "/api/auth/callback/credentials", { origin: "https://evil.example" }, 403],
  ["a token’s request, from wherever it comes", "/api/v2/users", { origin: "https://app.example" }, null],
  ["a form to a page", "/users", { "content-type": "multipart/form-data; boundary=x" }, 405],
  ["an action that is called by a form", "/users", { ...action, "content-type": "multipart/form-data" }, 405],
  ["an action that cannot be one", "/users", { ...action, "next-action": "40\u009b" }, 405],
  ["a host with a path behind it", "/users", { host: "evil.example/roster.example" }, 400],
  ["a host with a name before it", "/users", { host: "roster.example@evil.example" }, 400],
  ["a host with a script in it", "/users", { host: '"><script>' }, 400],
  ["what the page framework keeps for itself", "/_global-error", {}, 404],
])("%s", (_, url, headers, status) => expect(refused(url, headers)).toBe(status));

test.each<[string, Record<string, string>, Asked, number | null]>([
  ["two hosts", {}, { rawHeaders: ["Host", "roster.example", "hOST", "evil.example"] }, 400],
  ["no host", { host: "" }, {}, 400],
  ["HTTP/0.9", {}, { httpVersion: "0.9" }, 400],
  ["HTTP/1.0", {}, { httpVersion: "1.0", method: "GET" }, null],
  ["chunks in HTTP/1.0", { "transfer-encoding": "chunked" }, { httpVersion: "1.0" }, 400],
  ["TRACE", {}, { method: "TRACE" }, 405],
  ["DELETE", {}, { method: "DELETE" }, 405],
  ["HEAD", {}, { method: "HEAD" }, null],
])("a request with %s", (_, headers, asked, status) => expect(refused("/users", headers, asked)).toBe(status));

test.each<[string, string, string | undefined, number | null]>([
  ["a balancer that names no host, as HTTP/1.0 lets it", "1.0", undefined, null],
  ["a balancer that names this machine as it knows it", "1.1", "roster-1.internal", null],
  ["whoever names no host by HTTP/1.1", "1.1", undefined, 400],
])("%s asks for our health", (_, httpVersion, host, status) => {
  const asked = { httpVersion, method: "GET", url: "https://roster.example" };
  expect(refused("/readyz", { host: host ?? "" }, asked)).toBe(status);
  expect(refused("/sign-in", { host: host ?? "" }, asked)).toBe(host ? 421 : 400);
});

const publicUrl = "https://roster.example";
const token = `${"1".repeat(32)}-${"2".repeat(64)}`;

test.each<[string, string, Asked, number | null]>([
  ["the public address", "roster.example", { url: publicUrl }, null],
  ["the public address in capitals, with a port", "ROSTER.example:8443", { url: publicUrl }, null],
  ["another name than the public one", "evil.example", { url: publicUrl }, 421],
  ["a name that begins like the public one", "roster.example.evil.example", { url: publicUrl }, 421],
  ["a plain address", "192.0.2.1:3000", { url: publicUrl }, null],
  ["another name, at a console for this machine only", "evil.example:3000", { host: "127.0.0.1" }, 421],
  ["this machine’s name", "localhost:3000", { host: "127.0.0.1" }, null],
  ["this machine’s name, to its dot", "localhost.:3000", { host: "127.0.0.1" }, null],
  ["this machine’s address", "[::1]:3000", { host: "::1" }, null],
  ["any name, where none is set and the network is listened to", "roster.lan", { host: "0.0.0.0" }, null],
  ["any name, where an address of the network is listened to", "roster.lan", { host: "192.0.2.1" }, null],
])("asked for under %s", (_, host, asked, status) => {
  expect(refused("/users", { host }, { method: "GET", ...asked })).toBe(status);
  // Whether it is a token, the API looks for itself.
  expect(refused("/api/v2/users", { host, authorization: `Bearer ${token}` }, asked)).toBe(null);
  expect(refused("/api/v2/users", { host, "coder-session-token": token }, asked)).toBe(null);
  for (const none of ["Bearer 12-34", `Basic ${token}`, ""])
    expect(refused("/api/v2/users", { host, authorization: none }, asked)).toBe(status);
  expect(refused("/api/v2x", { host, authorization: `Bearer ${token}` }, { method: "GET", ...asked })).toBe(status);
  expect(refused("/users", { host, authorization: `Bearer ${token}` }, { method: "GET", ...asked })).toBe(status);
});

test.each([
  ["GET", null],
  ["OPTIONS", 405],
  ["POST", 405],
])("a page’s file takes %s as files do", (method, status) =>
  expect(refused("/_next/static/chunks/a.js", {}, { method })).toBe(status),
);
