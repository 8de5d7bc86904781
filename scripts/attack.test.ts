import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { judge } from "./attack/judge.mjs";
import { startRelay } from "./attack/relay.mjs";
import { runTool } from "./attack/tool.mjs";
import { findingsOf as guessed } from "./attack/tools/hydra.mjs";
import { findingsOf as injected } from "./attack/tools/sqlmap.mjs";
import { findingsOf as scanned } from "./attack/tools/wapiti.mjs";

type Finding = { what: string; where: string };

/** That the attack tells what the tools tell: their words, as they came from a server with holes made on purpose. */

test("what is found and not explained fails; what is explained has its reason; another tool’s, or another place’s, does not count", () => {
  const found = { tool: "wapiti", as: "anonymous", what: "HTTP Secure Headers: X is not set", where: "GET /" };
  const explained = { tool: "wapiti", what: "x is not set", where: "^GET /$", because: "It is old." };
  expect(judge([found], [])).toMatchObject({ isFine: false });
  expect(judge([found], []).lines.join("\n")).toContain("NOT EXPLAINED  wapiti (anonymous): HTTP Secure Headers");
  const told = judge([found, found], [explained]);
  expect(told.isFine).toBe(true);
  expect(told.lines.join("\n")).toMatch(/\(2 times\)\n\s+It is old\./);
  for (const other of [{ tool: "sqlmap" }, { where: "^GET /users$" }, { what: "y is not set" }]) {
    expect(judge([found], [{ ...explained, ...other }])).toMatchObject({ isFine: false });
  }
});

test("sqlmap’s holes and maybes are findings, its all clear is none", () => {
  const said = [
    "\r[02:50:54] [INFO] heuristic (basic) test shows that GET parameter 'q' might be injectable (possible DBMS: 'PostgreSQL')",
    "\r[02:50:54] [INFO] heuristic (XSS) test shows that GET parameter 'q' might be vulnerable to cross-site scripting (XSS) attacks",
    "\r[02:50:54] [INFO] GET parameter 'q' appears to be 'AND boolean-based blind' injectable (with --string=\"two\")",
    "GET parameter 'q' is vulnerable. Do you want to keep testing the others (if any)? [y/N] N",
    "\r[02:50:54] [WARNING] heuristic (basic) test shows that GET parameter 'sort' might not be injectable",
    "\r[02:50:54] [WARNING] GET parameter 'sort' does not seem to be injectable",
    "\r[02:50:54] [ERROR] all tested parameters do not appear to be injectable.",
  ];
  expect((injected(said.join("\n")) as Finding[]).map(({ where }) => where)).toEqual(["q", "q", "q", "q"]);
  expect(injected(said.slice(4).join("\n"))).toEqual([]);
});

test("wapiti’s holes, oddities and remarks are findings, with where they are", () => {
  const one = {
    method: "GET",
    path: "/p",
    parameter: "q",
    info: "XSS vulnerability found via injection in the parameter q",
  };
  const report = {
    vulnerabilities: { "Cross Site Scripting": [one], "SQL Injection": [] },
    anomalies: { "Internal Server Error": [{ ...one, info: "The server responded with a 500" }] },
    additionals: { "Review Webserver Metafiles": [{ method: "GET", path: "/", parameter: "", info: "x" }] },
  };
  expect(scanned(report).map(({ what, where }) => [what.split(":")[0], where])).toEqual([
    ["Cross Site Scripting", "GET /p q"],
    ["Internal Server Error", "GET /p q"],
    ["Review Webserver Metafiles", "GET /"],
  ]);
});

test("a password that hydra guessed is a finding, and is not repeated", () => {
  const said = "[41999][http-post-form] host: 127.0.0.1   login: ada@example.com   password: right-one\n1 of 1 target";
  expect(guessed(said)).toEqual([{ what: "guessed a password", where: "ada@example.com" }]);
  expect(guessed("1 of 1 target completed, 0 valid password found")).toEqual([]);
});

test("a tool that does not end is ended, and its folder is gone", async () => {
  const read = ({ wasEnded }: { wasEnded: boolean }, folder: string) => ({ wasEnded, folder });
  const { wasEnded, folder } = await runTool("sleep", () => ["60"], { seconds: 0.2, read });
  expect(wasEnded).toBe(true);
  await expect(import("node:fs/promises").then((fs) => fs.stat(folder))).rejects.toThrow("ENOENT");
});

test("the relay counts, says who is calling whatever the tool says, and notes what broke", async () => {
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers["x-forwarded-for"]);
    response.writeHead(request.url === "/breaks" ? 500 : 200).end();
  }).listen(0, "127.0.0.1");
  const relay = await startRelay();
  relay.to((server.address() as AddressInfo).port);
  relay.begin();
  try {
    const headers = { "x-forwarded-for": "192.0.2.1" };
    for (const path of ["/", "/", "/breaks"]) await fetch(relay.address + path, { headers });
    expect(relay.end()).toEqual({ tried: 3, broken: ["GET /breaks: 500"] });
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toMatch(/^203\.0\.113\.\d+$/);
    relay.fromEverywhere();
    for (const path of ["/", "/"]) await fetch(relay.address + path);
    expect(new Set(seen).size).toBe(3);
    server.closeAllConnections();
    server.close();
    await fetch(relay.address).catch(() => {});
    expect(relay.end().broken).toHaveLength(2);
  } finally {
    await relay.stop();
  }
});
