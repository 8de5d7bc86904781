import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { db } from "@/db/client";
import { freePort } from "@/db/embedded";
import { aSession, now } from "@/test/people";
import { expect, password, test } from "../fixtures";
import { startServer } from "../support/server";

/** What a browser is given when it signs in, under an https address and under none, and what it is worth in other hands. */

const start = (settings: Record<string, string>) =>
  startServer({
    DATABASE_URL: process.env.ROSTER_E2E_DATABASE_URL ?? "",
    ROSTER_SECRET: process.env.ROSTER_E2E_SECRET ?? "",
    ROSTER_WORKERS: "1",
    ...settings,
  });

/** A browser’s cookies, as far as these tests need one. */
class Jar {
  readonly cookies = new Map<string, string>();
  readonly set: string[] = [];

  constructor(
    readonly address: string,
    readonly headers: Record<string, string> = {},
  ) {}

  async ask(path: string, more: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...this.headers, ...(cookie && { cookie }), ...(more.headers as Record<string, string>) };
    const answer = await fetch(this.address + path, { redirect: "manual", ...more, headers });
    for (const line of answer.headers.getSetCookie()) {
      this.set.push(line);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  async signIn(email: string | null, more: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = (await (await this.ask("/api/auth/csrf")).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, email: email ?? "", password, json: "true", ...more });
    return this.ask("/api/auth/callback/credentials", { method: "POST", body });
  }
}

const named = (jar: Jar, end: string) => [...jar.cookies].find(([name]) => name.endsWith(end)) ?? ["", ""];

for (const [url, prefix] of [
  ["https://roster.example", "__Host-"],
  ["", ""],
] as const) {
  test(`under ${url || "http"} every cookie of signing in is ${prefix || "plain"}, and has all its flags`, async ({
    aUser,
  }) => {
    const port = await freePort();
    const listening = await start({ PORT: String(port), ...(url && { ROSTER_URL: url }) });
    try {
      const address = `http://127.0.0.1:${port}`;
      const ada = await aUser({ roles: ["auditor"] });
      const jar = new Jar(address, url ? { origin: url } : {});
      expect((await jar.signIn(ada.email)).status).toBe(200);
      expect(new Set(jar.set.map((line) => line.split("=")[0]))).toEqual(
        new Set(["session", "csrf", "callback"].map((name) => `${prefix}roster-${name}`)),
      );
      for (const line of jar.set) {
        const [, ...flags] = line.split("; ").map((flag) => flag.toLowerCase());
        expect(flags, line).toEqual(expect.arrayContaining(["path=/", "httponly", "samesite=lax"]));
        expect(flags.includes("secure"), line).toBe(prefix !== "");
        expect(
          flags.some((flag) => flag.startsWith("domain")),
          line,
        ).toBe(false);
      }
      expect((await jar.ask("/users")).status).toBe(200);

      // Under https the plain name is nobody’s: another server of this host could have set it.
      const [, value] = named(jar, "roster-session");
      const other = prefix ? "roster-session" : "__Host-roster-session";
      expect(
        (await fetch(`${address}/users`, { redirect: "manual", headers: { cookie: `${other}=${value}` } })).status,
      ).toBe(307);
      const hsts = (await fetch(`${address}/healthz`)).headers.get("strict-transport-security");
      expect(hsts).toBe(prefix ? "max-age=63072000; includeSubDomains" : null);
    } finally {
      await listening.stop();
    }
  });
}

test("a cookie that was planted is never the one after signing in, and no two sign-ins share a secret or a csrf token", async ({
  aUser,
  baseURL,
}) => {
  const [ada, eve] = [await aUser({ roles: ["auditor"] }), await aUser({ roles: ["auditor"] })];
  const planted = await encode({ token: { key: await aSession(eve) }, secret: process.env.ROSTER_E2E_SECRET ?? "" });
  const jar = new Jar(baseURL ?? "");
  jar.cookies.set("roster-session", planted);
  await jar.ask("/api/auth/csrf");
  const [, csrfBefore] = named(jar, "roster-csrf");
  expect((await jar.signIn(ada.email)).status).toBe(200);
  const [, first] = named(jar, "roster-session");
  const secrets = [await secretsOf(ada.id)];
  expect(first).not.toBe(planted);
  expect(named(jar, "roster-csrf")[1], "what vouched for it is forgotten").toBe("");
  expect((await jar.signIn(ada.email)).status).toBe(200);
  const [, second] = named(jar, "roster-session");
  expect(second).not.toBe(first);
  await jar.ask("/api/auth/csrf");
  expect(named(jar, "roster-csrf")[1]).not.toBe(csrfBefore);

  // A browser has one session: the second sign-in ended the first.
  secrets.push(await secretsOf(ada.id));
  expect(secrets).toEqual([[expect.any(String)], [expect.any(String)]]);
  expect(secrets[0]).not.toEqual(secrets[1]);
});

async function secretsOf(userId: string): Promise<string[]> {
  const rows = await db().execute<{ hash: string }>(
    sql`select encode(secret_hash, 'hex') as hash from sessions where user_id = ${userId}`,
  );
  return [...rows].map(({ hash }) => hash);
}

test("a session that the server did not make is none, whatever it says", async ({ aUser, baseURL }) => {
  const ada = await aUser({ roles: ["owner"] });
  const key = await aSession(ada);
  const secret = process.env.ROSTER_E2E_SECRET ?? "";
  const good = await encode({ token: { key }, secret });
  const asks = async (value: string) =>
    (await fetch(`${baseURL}/users`, { redirect: "manual", headers: { cookie: `roster-session=${value}` } })).status;
  expect(await asks(good)).toBe(200);
  for (const value of [
    await encode({ token: { key }, secret: `${secret}x` }),
    await encode({ token: { key }, secret: "roster" }),
    await encode({ token: { key: { ...key, secret: "0".repeat(64) } }, secret }),
    await encode({ token: { key: { ...key, sessionId: randomUUID() } }, secret }),
    await encode({ token: { key: { sessionId: "' or true --", secret: key.secret } }, secret }),
    await encode({ token: { key: { sessionId: key.sessionId } }, secret }),
    await encode({ token: { sub: ada.id, name: ada.username, roles: ["owner"] }, secret }),
    await encode({ token: { key }, secret, maxAge: -60 }),
    good.slice(0, -2),
    `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ key })).toString("base64url")}.`,
    `${key.sessionId}-${key.secret}`,
    "x".repeat(4000),
    "%00",
  ]) {
    expect(await asks(value), value.slice(0, 40)).toBe(307);
  }
});

test("signing in from another site’s page, without a csrf token or with somebody else’s is refused", async ({
  aUser,
  baseURL,
}) => {
  const ada = await aUser();
  const post = (jar: Jar, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    jar.ask("/api/auth/callback/credentials", {
      method: "POST",
      headers,
      body: new URLSearchParams({ email: ada.email ?? "", password, json: "true", ...fields }),
    });
  const tokenOf = async (jar: Jar) =>
    ((await (await jar.ask("/api/auth/csrf")).json()) as { csrfToken: string }).csrfToken;
  const [mine, theirs] = [new Jar(baseURL ?? ""), new Jar(baseURL ?? "")];
  const [own, other] = [await tokenOf(mine), await tokenOf(theirs)];

  for (const origin of ["https://evil.example", "null", `${baseURL}.evil.example`, "nonsense"]) {
    expect((await post(mine, { csrfToken: own }, { origin })).status, origin).toBe(403);
  }
  await post(mine, {});
  await post(mine, { csrfToken: other });
  await post(new Jar(baseURL ?? ""), { csrfToken: own });
  expect((await now(ada))?.lastSeenAt).toBeNull();
  for (const jar of [mine, theirs]) expect(named(jar, "roster-session")[1]).toBe("");
  await post(mine, { csrfToken: own });
  expect(named(mine, "roster-session")[1]).not.toBe("");
});

test("a browser’s cookie alone changes nothing from another site, by the API or by an action", async ({
  aUser,
  baseURL,
}) => {
  const owner = await aUser({ roles: ["owner"] });
  const ada = await aUser();
  const value = await encode({ token: { key: await aSession(owner) }, secret: process.env.ROSTER_E2E_SECRET ?? "" });
  const suspend = (headers: Record<string, string>) =>
    fetch(`${baseURL}/api/v2/users/${ada.id}/status/suspend`, {
      method: "PUT",
      headers: { cookie: `roster-session=${value}`, ...headers },
    });
  for (const headers of [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `${baseURL}.evil.example` },
    { origin: `http://evil.example@${new URL(baseURL ?? "").host}` },
    { referer: `${baseURL}/users` },
    { "sec-fetch-site": "same-origin" },
    { "x-forwarded-host": "evil.example", origin: "http://evil.example" },
    { host: "127.0.0.1", origin: "https://evil.example" },
    { "x-requested-with": "XMLHttpRequest", "content-type": "text/plain" },
  ] as Record<string, string>[]) {
    expect((await suspend(headers)).status, JSON.stringify(headers)).toBe(403);
  }
  expect((await now(ada))?.status).toBe("active");
  expect((await suspend({ origin: baseURL ?? "" })).status).toBe(200);
  // And nobody else’s page may read what the cookie may.
  const read = await fetch(`${baseURL}/api/v2/users`, {
    headers: { cookie: `roster-session=${value}`, origin: "https://evil.example" },
  });
  expect(read.headers.get("access-control-allow-origin")).toBeNull();
  const preflight = await fetch(`${baseURL}/api/v2/users`, {
    method: "OPTIONS",
    headers: { origin: "https://evil.example", "access-control-request-method": "PUT" },
  });
  expect([...preflight.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

for (const callbackUrl of [
  ...[
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
  ],
  ...["/\t/evil.example", "/\n/evil.example", " https://evil.example", "http:evil.example", "https:/\\evil.example"],
  ...[
    "%2f%2fevil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/..//evil.example",
    "http://127.0.0.1@evil.example/",
  ],
]) {
  test(`the answer to a sign-in does not lead off the site: ${JSON.stringify(callbackUrl)}`, async ({
    aUser,
    baseURL,
  }) => {
    const jar = new Jar(baseURL ?? "");
    const answer = await jar.signIn((await aUser()).email, { callbackUrl });
    const { url } = (await answer.json()) as { url: string };
    expect(new URL(url, baseURL).origin).toBe(baseURL);
    const [, kept] = named(jar, "roster-callback");
    expect(new URL(decodeURIComponent(kept), baseURL).origin).toBe(baseURL);
  });
}
