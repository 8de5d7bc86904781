import { expect, test } from "../fixtures";
import { sendBytes, statusesIn } from "../support/raw";
import { type RunningServer, startServer } from "../support/server";

/** What somebody without an account can send: none of it shows a page's data, fails the server, or writes into its log. */

let server: RunningServer;
const host = () => `Host: ${new URL(server.address).host}`;

test.beforeAll(async () => {
  server = await startServer({
    DATABASE_URL: process.env.ROSTER_E2E_DATABASE_URL ?? "",
    PORT: "0",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    ROSTER_WORKERS: "1",
  });
});

test.afterAll(async () => {
  await server.stop();
  const lines = server.said().trim().split("\n");
  expect(lines[0]).toBe(`Roster is ready: ${server.address}`);
  const entries = lines.slice(1).map((line) => JSON.parse(line)); // Throws at a line that is none of the log's.
  expect(entries.filter(({ status }) => status >= 500)).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(server.said()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

const body = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
const post = (headers: string, sent: string) => `POST /api/v2/users HTTP/1.1\r\n${host()}\r\n${headers}\r\n\r\n${sent}`;
const get = (headers: string, path = "/healthz") => `GET ${path} HTTP/1.1\r\n${headers}\r\n\r\n`;

const shapes: Record<string, () => string> = {
  "a length and chunks": () => post("Content-Length: 6\r\nTransfer-Encoding: chunked", `0\r\n\r\n${body}`),
  "chunks and a length": () => post("Transfer-Encoding: chunked\r\nContent-Length: 6", `0\r\n\r\n${body}`),
  "two lengths": () => post("Content-Length: 0\r\nContent-Length: 45", body),
  "the same length twice": () => post("Content-Length: 2\r\nContent-Length: 2", `{}${body}`),
  "a list of lengths": () => post("Content-Length: 0, 45", body),
  "a length with a sign": () => post("Content-Length: +0", body),
  "a length in hex": () => post("Content-Length: 0x0", body),
  "a length below nothing": () => post("Content-Length: -1", body),
  "another coding": () => post("Transfer-Encoding: xchunked", `0\r\n\r\n${body}`),
  "a coding with a space before its colon": () => post("Transfer-Encoding : chunked", `0\r\n\r\n${body}`),
  "two codings": () => post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x", `0\r\n\r\n${body}`),
  "chunks that are not the last coding": () => post("Transfer-Encoding: chunked, identity", `0\r\n\r\n${body}`),
  "a coding behind a vertical tab": () => post("Transfer-Encoding:\u000bchunked", `0\r\n\r\n${body}`),
  "a chunk’s length in another hex": () => post("Transfer-Encoding: chunked", `0x0\r\n\r\n${body}`),
  "a chunk that ends with a bare line feed": () => post("Transfer-Encoding: chunked", `0\n\n${body}`),
  "chunks in HTTP/1.0": () => post("Transfer-Encoding: chunked", `0\r\n\r\n${body}`).replace("HTTP/1.1", "HTTP/1.0"),
  "bare line feeds": () => get(host()).replaceAll("\r\n", "\n"),
  "a bare carriage return": () => get(`${host()}\r\nX: a\rX: b`),
  "a header that goes on in the next line": () => get(`${host()}\r\nX: a\r\n b`),
  "no colon": () => get(`${host()}\r\nX`),
  "NUL in a header": () => get(`${host()}\r\nX: a\0b`),
  "ESC in a header": () => get(`${host()}\r\nUser-Agent: \u001b[2J`),
  "no host": () => get("X: y"),
  "two hosts": () => get(`${host()}\r\nHost: evil.example`, "/sign-in"),
  "a host with a path": () => get("Host: evil.example/x", "/sign-in"),
  "a host with a name before it": () => get(`${host().replace(": ", ": evil.example@")}`, "/sign-in"),
  "a host with a script": () => get('Host: "><script>alert(1)</script>', "/sign-in"),
  "a list of hosts": () => get(`${host()}, evil.example`, "/sign-in"),
  "an address with somebody before its host": () => get(host(), "http://evil.example@127.0.0.1/sign-in"),
  "an address of another kind": () => get(host(), "ftp://evil.example/sign-in"),
  "a way of asking without version": () => "GET /sign-in\r\n\r\n",
  "HTTP/3": () => get(host()).replace("HTTP/1.1", "HTTP/3.0"),
  "HTTP/2 at once": () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  TLS: () => "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
  TRACE: () => get(host(), "/sign-in").replace("GET", "TRACE"),
  "OPTIONS of all": () => get(host(), "*").replace("GET", "OPTIONS"),
  "40 kB of headers": () => get(`${host()}\r\nX: ${"x".repeat(40_000)}`),
};

for (const [what, bytes] of Object.entries(shapes)) {
  test(`a request with ${what} is refused, and what follows it is not taken for another`, async () => {
    const answer = await sendBytes(server.address, bytes());
    const statuses = statusesIn(answer);
    expect(statuses).toHaveLength(1);
    expect([400, 404, 405, 413, 431]).toContain(statuses[0]);
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im);
  });
}

test("nobody is led elsewhere through here, and the address itself says which host is asked for", async () => {
  expect(await sendBytes(server.address, "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n")).toBe(
    "",
  );
  expect(statusesIn(await sendBytes(server.address, get(host(), "http://evil.example/sign-in")))).toEqual([421]);
  expect(statusesIn(await sendBytes(server.address, get("Host: evil.example", "/sign-in")))).toEqual([421]);
});

test("the page of a site whose name was led here gets nowhere with the header of a token", async () => {
  const asked = (path: string, method = "GET", body = "") =>
    sendBytes(
      server.address,
      `${method} ${path} HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer ${"1".repeat(32)}-${"2".repeat(64)}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  const owner = JSON.stringify({ username: "evil", email: "evil@evil.example", password: "lunar mitten 27 walnut" });
  for (const path of [
    "/sign-in",
    "/setup",
    "/users",
    "/api/auth/csrf",
    "/api/v2/users/authmethods",
    "/api/v2/users/me",
  ])
    expect(statusesIn(await asked(path)), path).toEqual([421]);
  for (const path of ["/api/v2/users/first", "/api/v2/users/login"])
    expect(statusesIn(await asked(path, "POST", owner)), path).toEqual([421]);
});

test("whoever offers another protocol is answered in this one", async () => {
  await fetch(`${server.address}/sign-in`);
  for (const offer of ["websocket", "h2c"]) {
    const headers = `${host()}\r\nConnection: Upgrade, close\r\nUpgrade: ${offer}`;
    expect(statusesIn(await sendBytes(server.address, get(headers, "/healthz"))), offer).toEqual([200]);
  }
});

/** What an anonymous answer must not hold: anything of a page behind signing in. */
async function expectNothingTold(answer: string, told: string[], what: string): Promise<void> {
  for (const status of statusesIn(answer)) expect(status, what).toBeLessThan(500);
  for (const text of told) expect(answer, what).not.toContain(text);
  const [, to = ""] = /^location: ([^\r]*)/im.exec(answer) ?? [];
  expect(new URL(to || "/", server.address).origin, `${what} leads to ${to}`).toBe(server.address);
}

test("no trick with a path shows an anonymous caller anything, fails, or leads off the site", async ({ aUser }) => {
  const ada = await aUser({ name: "Ada Unseen", roles: ["owner"] });
  const told = [ada.email ?? "", ada.name, ada.id];
  const name = ada.username;
  for (const path of [
    ...[
      "/%2e%2e/users",
      "/./users",
      "/../users",
      "//users",
      "///users",
      "/users/",
      "/users.",
      "/users/..;/",
      "/users;a=b",
    ],
    ...[
      "/_next/../users",
      "/_next/static/../../users",
      "/_next/static/%2e%2e/%2e%2e/package.json",
      "/icon.svg/../users",
    ],
    ...["/_next/static/..%2f..%2fBUILD_ID", "/_next/image?url=%2Fusers&w=64&q=75", "/_next/data/x/users.json"],
    ...["/_next/image?url=http%3A%2F%2F127.0.0.1%3A22&w=64&q=75", "/__nextjs_original-stack-frame?file=/etc/passwd"],
    ...["/%252e%252e/users", "/%75sers", "/USERS", "/users%00", "/users%0a", "/users%20", "/users%2f", "/users%5c"],
    ...["/(console)/users", "/%28console%29/users", "/users/[username]", "/index", "/index.rsc", "/users.rsc"],
    ...[`/users/${name}.rsc`, `/users/${name}.segments/_tree.segment.rsc`, `/users/${name}%2e`, `/users/${name}/`],
    ...["/users.segments/_tree.segment.rsc", "/users?_rsc=1", "/users?__proto__[x]=1&constructor[prototype]=1"],
    ...[
      "/api/v2/../../users",
      "/api/v2/%2e%2e/users",
      "/api//v2/users",
      "/API/V2/users",
      "/api/v2;/users",
      "/api/v2/users/",
    ],
    ...[
      `/api/v2/users/${name}`,
      `/api/v2//users/${name}`,
      "/api/auth/../../users",
      "/api/auth/session",
      "/healthz/../users",
    ],
    ...[
      "/.env",
      "/.git/config",
      "/.roster/secret",
      "/package.json",
      "/dist/server.mjs",
      "/@fs/etc/passwd",
      "/..%2f..%2fetc/passwd",
    ],
    ...["/_global-error", "/_not-found", "/_error", "/404", "/500", "/%ff", "/%", "/%u0075sers", "/users\u00ff"],
    ...[
      "//evil.example",
      "///evil.example/x",
      "/\\evil.example",
      "/%5cevil.example",
      "/%2f%2fevil.example",
      "//evil.example/%2e%2e",
    ],
    ...["/sign-in?next=//evil.example", "/?next=https://evil.example", "/sign-in?callbackUrl=https://evil.example"],
    ...["/api/auth/callback/credentials?callbackUrl=//evil.example", "/api/auth/csrf?callbackUrl=https://evil.example"],
  ]) {
    const answer = await sendBytes(server.address, get(`${host()}\r\nConnection: close`, path));
    expect(statusesIn(answer), path).toHaveLength(1);
    await expectNothingTold(answer, told, path);
  }
});

test("no header shows an anonymous caller anything, fails, or leads off the site", async ({ aUser }) => {
  const ada = await aUser({ name: "Ada Unseen", roles: ["owner"] });
  const told = [ada.email ?? "", ada.name, ada.id, "evil.example"];
  const five = "middleware:middleware:middleware:middleware:middleware";
  const tree = encodeURIComponent(JSON.stringify(["", { children: ["(console)", { children: ["users", {}] }] }]));
  for (const header of [
    ...[
      `x-middleware-subrequest: ${five}`,
      `x-middleware-subrequest: ${five.replaceAll("middleware", "src/middleware")}`,
    ],
    ...[
      "x-nextjs-data: 1",
      "x-middleware-rewrite: /users",
      "x-middleware-next: 1",
      "x-middleware-override-headers: cookie",
    ],
    ...["x-invoke-path: /users", "x-invoke-status: 500", "x-invoke-output: /users", "x-matched-path: /users"],
    ...["x-now-route-matches: 1", "x-prerender-revalidate: x", "x-nextjs-html-request-id: <script>", "next-resume: 1"],
    ...[
      "rsc: 1",
      "rsc: 1\r\nnext-router-prefetch: 1",
      "rsc: 1\r\nnext-router-segment-prefetch: /_tree",
      "next-url: /users",
    ],
    ...[
      `rsc: 1\r\nnext-router-state-tree: ${tree}`,
      "rsc: 1\r\nnext-router-state-tree: nonsense",
      "next-hmr-refresh: 1",
    ],
    ...["x-original-url: /users", "x-rewrite-url: /users", "x-http-method-override: DELETE", "range: bytes=0-5"],
    ...[
      "x-forwarded-host: evil.example",
      "x-forwarded-proto: https",
      "x-forwarded-port: 1",
      "forwarded: host=evil.example",
    ],
    ...[
      "x-forwarded-host: evil.example\r\nx-forwarded-proto: https",
      "x-host: evil.example",
      "x-forwarded-server: evil.example",
    ],
    ...["x-roster-address: 127.0.0.1", "x-roster-local: 1", "x-roster-path: //evil.example", "x-request-id: \u009b2J"],
    ...[
      "cookie: roster-session=x",
      "cookie: roster-session=..%00",
      "cookie: __prerender_bypass=x; __next_preview_data=y",
    ],
    ...[
      "authorization: Basic b3duZXI6b3duZXI=",
      "authorization: Bearer null",
      "coder-session-token: undefined-undefined",
    ],
    ...["accept-language: ../../x", "user-agent: \u009b31m\u009d0;owned\u009c", "accept: \u00ff"],
  ]) {
    for (const path of [`/users/${ada.username}`, `/api/v2/users/${ada.username}`, "/users?_rsc=1x2y"]) {
      const answer = await sendBytes(server.address, get(`${host()}\r\nConnection: close\r\n${header}`, path));
      expect(statusesIn(answer), header).toHaveLength(1);
      await expectNothingTold(answer, told, `${header} at ${path}`);
    }
  }
});

test("what is no form and no action of ours does nothing, fails nothing, and writes no lines of its own", async () => {
  const multipart = `--x\r\nContent-Disposition: form-data; name="$ACTION_ID_${"40".repeat(21)}"\r\n\r\n\r\n--x--\r\n`;
  const id = "40".repeat(21);
  for (const [headers, sent, status] of [
    ["content-type: multipart/form-data; boundary=x", multipart, 405],
    ["content-type: multipart/form-data", "nonsense", 405],
    ["content-type: application/x-www-form-urlencoded", "a=b", 405],
    ["content-type: application/json", "{}", 405],
    [`content-type: multipart/form-data; boundary=x\r\nnext-action: ${id}`, "--x\r\nnonsense", 405],
    ["content-type: text/plain\r\nnext-action: \u009b2J", "[]", 405],
    [`content-type: text/plain\r\nnext-action: ${id}`, "{{{", 409],
    [`content-type: text/plain\r\nnext-action: ${id}\r\norigin: https://evil.example`, "[]", 403],
    [`content-type: text/plain\r\nnext-action: ${id}\r\norigin: nonsense`, "[]", 403],
    ["content-type: text/plain\r\norigin: null", "[]", 403],
  ] as const) {
    const head = `POST /sign-in HTTP/1.1\r\n${host()}\r\nConnection: close\r\nContent-Length: ${sent.length}`;
    const answer = await sendBytes(server.address, Buffer.from(`${head}\r\n${headers}\r\n\r\n${sent}`, "latin1"));
    expect(statusesIn(answer), headers).toEqual([status]);
  }
  for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
    const bytes = get(`${host()}\r\nConnection: close`, "/users").replace("GET", method);
    expect(statusesIn(await sendBytes(server.address, bytes)), method).toEqual([405]);
  }
});

test("every answer, whoever gives it, carries what keeps browsers from making more of it", async ({
  request,
  baseURL,
}) => {
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(await (await request.get("/sign-in")).text())?.[1] ?? "";
  for (const [path, kept] of [
    ...["/healthz", "/readyz", "/metrics", "/sign-in", "/users", "/nothing", "/users/%E0", "/_global-error"].map(
      (it) => [it, false],
    ),
    ...["/api/v2/buildinfo", "/api/v2/users", "/api/v2/nothing", "/api/v2/openapi.json", "/api/v2/users/%E0"].map(
      (it) => [it, false],
    ),
    ...["/api/auth/csrf", "/api/auth/nothing", "/favicon.ico", "/_next/static/nothing.js"].map((it) => [it, false]),
    ...[script, "/icon.svg"].map((it) => [it, true]),
  ] as [string, boolean][]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.headers(), path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "x-request-id": expect.stringMatching(/^[\da-f-]{36}$/),
    });
    const { "cache-control": cache = "", "access-control-allow-origin": shared, server: by } = answer.headers();
    expect(cache.includes("no-store"), `${path} ${cache}`).toBe(!kept);
    expect([shared, by, answer.headers()["x-powered-by"], answer.headers()["strict-transport-security"]]).toEqual(
      Array(4).fill(undefined),
    );
  }
  expect(baseURL).toBeDefined();
});

test("behind a proxy of ours, too, forged headers lead nowhere and vouch for nothing", async () => {
  const proxied = await startServer({
    DATABASE_URL: process.env.ROSTER_E2E_DATABASE_URL ?? "",
    PORT: "0",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    ROSTER_WORKERS: "1",
    ROSTER_TRUST_PROXY: "1",
  });
  try {
    const here = `Host: ${new URL(proxied.address).host}\r\nConnection: close`;
    for (const forged of [
      ...[
        "X-Forwarded-Host: evil.example",
        "Forwarded: host=evil.example;proto=https",
        "X-Forwarded-Proto: javascript",
      ],
      ...[
        "X-Forwarded-For: 127.0.0.1, <script>",
        "X-Forwarded-For: \u009b31m",
        "X-Request-Id: a\u009bb",
        "X-Forwarded-Port: evil",
      ],
    ]) {
      for (const path of ["/users", "/sign-in", "/api/auth/csrf", "/api/auth/session"]) {
        const answer = await sendBytes(proxied.address, get(`${here}\r\n${forged}`, path));
        expect(statusesIn(answer)[0], `${forged} ${path}`).toBeLessThan(500);
        expect(answer, `${forged} ${path}`).not.toMatch(/evil\.example|<script>,|\u009b/);
      }
    }
    const asked = `${here}\r\nContent-Type: text/plain\r\nNext-Action: ${"40".repeat(21)}\r\nContent-Length: 2`;
    const action = `POST /sign-in HTTP/1.1\r\n${asked}\r\nOrigin: https://evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\n[]`;
    expect(statusesIn(await sendBytes(proxied.address, action))).toEqual([403]);
    // Whoever speaks for others is not this machine itself.
    for (const forged of ["X: y", "X-Roster-Local: 1", "X-Forwarded-For: 127.0.0.1"]) {
      expect(statusesIn(await sendBytes(proxied.address, get(`${here}\r\n${forged}`, "/metrics")))).toEqual([401]);
    }
  } finally {
    await proxied.stop();
  }
});
