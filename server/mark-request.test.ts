import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { markRequest } from "./mark-request";

/** The headers that a request reaches the pages with, and those of its answer so far. */
function marked(sent: Record<string, string>, { trustProxy = false, from = "192.0.2.7", url = "/users" } = {}) {
  const socket = Object.defineProperty(new Socket(), "remoteAddress", { value: from });
  const request = Object.assign(new IncomingMessage(socket), { url });
  Object.assign(request.headers, sent);
  const response = new ServerResponse(request);
  markRequest(request, response, { trustProxy });
  return { headers: request.headers, answered: response.getHeaders() };
}

test("the caller is whoever is at the other end of the wire", () => {
  expect(marked({}).headers["x-roster-address"]).toBe("192.0.2.7");
  expect(marked({}, { from: "::ffff:192.0.2.7" }).headers["x-roster-address"]).toBe("192.0.2.7");
  expect(marked({}, { from: "2001:db8::7" }).headers["x-roster-address"]).toBe("2001:db8::7");
});

test("what a client sends under our names, or as a proxy would, is dropped", () => {
  const { headers } = marked({
    "x-roster-address": "198.51.100.1",
    "x-roster-anything": "else",
    "x-forwarded-for": "198.51.100.1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "for=198.51.100.1",
  });
  expect(headers["x-roster-address"]).toBe("192.0.2.7");
  expect(Object.keys(headers).sort()).toEqual(["x-request-id", "x-roster-address", "x-roster-path"]);
});

test("a proxy of ours is asked to hold nothing back", () => {
  expect(marked({}, { trustProxy: true }).answered).toMatchObject({ "x-accel-buffering": "no" });
  expect(marked({}).answered).not.toHaveProperty("x-accel-buffering");
});

test("an address with its host before it is the same address", () => {
  expect(marked({}, { url: "http://roster.example/users?q=a" }).headers["x-roster-path"]).toBe("/users?q=a");
  expect(marked({}, { url: "http://roster.example" }).headers["x-roster-path"]).toBe("/");
  expect(marked({}, { url: "http://roster.example?q=a" }).headers["x-roster-path"]).toBe("/?q=a");
});

test("a host in the address counts, not the one beside it", () => {
  const { headers } = marked({ host: "roster.example" }, { url: "http://evil.example/users" });
  expect(headers.host).toBe("evil.example");
  expect(marked({ host: "127.0.0.1" }, { url: "http://a@b/", from: "127.0.0.1" }).headers["x-roster-local"]).toBe(
    undefined,
  );
});

test.each([
  ["198.51.100.1", "198.51.100.1"],
  ["198.51.100.1, 203.0.113.5", "203.0.113.5"],
  ["198.51.100.1,2001:db8::5", "2001:db8::5"],
  ["203.0.113.5:40001", "203.0.113.5"],
  ["[2001:db8::5]:40001", "2001:db8::5"],
  ["[2001:db8::5]", "2001:db8::5"],
  ["dead.beef", "192.0.2.7"],
  ["<script>", "192.0.2.7"],
  ["203.0.113.5, ", "192.0.2.7"],
])("behind a proxy of ours the list “%s” means %s", (list, address) => {
  expect(marked({ "x-forwarded-for": list }, { trustProxy: true }).headers["x-roster-address"]).toBe(address);
});

test("a request id is made here, and told; only one from a proxy of ours, and well-formed, is kept", () => {
  const uuid = /^[0-9a-f-]{36}$/;
  const { headers, answered } = marked({ "x-request-id": "mine" });
  expect(headers["x-request-id"]).toMatch(uuid);
  expect(answered["x-request-id"]).toBe(headers["x-request-id"]);
  expect(marked({ "x-request-id": "mine" }, { trustProxy: true }).headers["x-request-id"]).toBe("mine");
  expect(marked({ "x-request-id": "a b" }, { trustProxy: true }).headers["x-request-id"]).toMatch(uuid);
});

test.each([
  ["/users", "/users"],
  ["/users?q=a%3Fb&sort=-created", "/users?q=a%3Fb&sort=-created"],
  ["/users?q=a?b", "/users?q=a%3Fb"],
  ["/users?_rsc=1x2y", "/users"],
  ["/users?q=ada&_rsc=1x2y", "/users?q=ada"],
])("the page behind %s is %s", (url, path) => {
  expect(marked({}, { url }).headers["x-roster-path"]).toBe(path);
});

test("only this machine itself, with no proxy between, is local", () => {
  const local = (...[sent, how]: Parameters<typeof marked>) =>
    marked({ host: "localhost:3000", ...sent }, how).headers["x-roster-local"];
  for (const from of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) expect(local({}, { from })).toBe("1");
  expect(local({}, {})).toBeUndefined();
  expect(local({ "x-roster-local": "1" }, {})).toBeUndefined();
  expect(local({ "x-forwarded-for": "192.0.2.7" }, { from: "127.0.0.1" })).toBeUndefined();
  expect(local({ forwarded: "for=192.0.2.7" }, { from: "127.0.0.1" })).toBeUndefined();
  expect(local({}, { from: "127.0.0.1", trustProxy: true })).toBeUndefined();
  // A browser here, on a page of a site whose name was led here.
  expect(local({ host: "evil.example:3000" }, { from: "127.0.0.1" })).toBeUndefined();
});
