import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { refuseMalformed } from "./refuse-malformed";

function refused(url: string, { method = "POST", ...headers }: Record<string, string> = {}): number | null {
  const request = Object.assign(new IncomingMessage(new Socket()), { url, method });
  Object.assign(request.headers, { host: "roster.example", ...headers });
  const response = new ServerResponse(request);
  return refuseMalformed(request, response) ? response.statusCode : null;
}

const action = { "next-action": "40ab" };

test.each<[string, string, Record<string, string>, number | null]>([
  ["a page", "/users?q=%00", {}, null],
  ["a path that cannot be decoded", "/users/%E0", {}, 400],
  ["the same for programs", "/api/v2/users/%E0", {}, 400],
  ["what is no address", "*", {}, 400],
  ["a host that is none", "/users", { host: "a b" }, 400],
  ["a file of a page", "/_next/static/chunks/a.js", { method: "GET" }, null],
  ["a question about one", "/_next/static/chunks/a.js", { method: "OPTIONS" }, 405],
  ["a change to one", "/_next/static/chunks/a.js", {}, 405],
  ["an action of our own page", "/users", { ...action, origin: "http://roster.example" }, null],
  ["an action of another site’s page", "/users", { ...action, origin: "https://evil.example" }, 403],
  ["an action of a page without an origin of its own", "/users", { ...action, origin: "null" }, 403],
  ["an action of 2 MB", "/users", { ...action, "content-length": "2000000" }, 413],
])("%s", (_, url, headers, status) => expect(refused(url, headers)).toBe(status));
