import { randomBytes, randomInt } from "node:crypto";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { closeDatabase, connectDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { createToken } from "@/lib/sessions/create-token";
import { aUser, password, signedIn } from "@/test/people";
import { expect, sharedDatabase, test } from "./test";

/** Two of the product on one database, as behind a load balancer that sends each request anywhere. */

const secret = process.env.ROSTER_E2E_SECRET ?? "";
const settings = { DATABASE_URL: sharedDatabase(), ROSTER_SECRET: secret, ROSTER_TRUST_PROXY: "1" };

test.beforeAll(() => {
  connectDatabase({ url: sharedDatabase(), poolSize: 2 });
});
test.afterAll(closeDatabase);

type Headers = Record<string, string>;

const send = (address: string, method: string, path: string, headers: Headers, body?: object) =>
  fetch(`${address}/api/v2${path}`, {
    method,
    headers: { origin: address, ...headers, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });

/** The cookie of somebody who signs in on the page. */
async function cookieOf(address: string, email: string): Promise<string> {
  const first = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const cookies = (response: Response) => response.headers.getSetCookie().map((it) => it.split(";")[0] ?? "");
  const answer = await fetch(`${address}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(first).join("; "), "x-forwarded-for": anAddress() },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  return cookies(answer).find((it) => it.startsWith("roster-session=")) ?? "";
}

/** Nobody else's: limits are counted by address, too. */
const anAddress = () => `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;

const ownersHeaders = async (): Promise<Headers> => {
  const owner = await aUser({ roles: ["owner"] });
  const made = await createToken(await signedIn(owner), { userId: owner.id });
  if (!made.ok) throw new Error(made.problem.message);
  return { authorization: `Bearer ${made.value.token}` };
};

test("who signs in at one is signed in at the other, and out at both at the very next request", async ({ start }) => {
  const instances = [await start(settings), await start(settings)];
  const [one = "", other = ""] = instances.map(({ address }) => address);
  const owner = await ownersHeaders();
  const asked = (cookie: string) =>
    Promise.all([one, other].map(async (it) => (await send(it, "GET", "/users?limit=1", { cookie })).status));

  const ends: [end: string, (user: { id: string }, cookie: string) => Promise<Response>, then: number][] = [
    ["suspended", ({ id }) => send(other, "PUT", `/users/${id}/status/suspend`, owner), 401],
    ["their roles", ({ id }) => send(other, "PUT", `/users/${id}/roles`, owner, { roles: [] }), 403],
    [
      "reset",
      ({ id }) => send(other, "PUT", `/users/${id}/password`, owner, { password: "lanterns over a fjord" }),
      401,
    ],
    ["signed out", (_, cookie) => send(other, "POST", "/users/logout", { cookie }), 401],
  ];
  for (const [end, does, then] of ends) {
    const user = await aUser({ roles: ["auditor"] });
    const cookie = await cookieOf(one, user.email ?? "");
    expect(await asked(cookie), end).toEqual([200, 200]);
    expect((await does(user, cookie)).ok, end).toBe(true);
    expect(await asked(cookie), end).toEqual([then, then]);
  }
});

test("tries at a password count together, wherever they are made", async ({ start }) => {
  const [one, other] = [await start(settings), await start(settings)];
  const user = await aUser();
  const from = { "x-forwarded-for": anAddress() };
  const tryAt = async ({ address }: { address: string }) =>
    (await send(address, "POST", "/users/login", from, { email: user.email, password: "not it" })).status;
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push(await tryAt(i % 2 ? one : other));
  expect(statuses).toEqual([401, 401, 401, 401, 401]);
  expect([await tryAt(one), await tryAt(other)]).toEqual([429, 429]);
});

/** A database of its own beside the shared one. */
async function aDatabase(): Promise<{ url: string; sql: postgres.Sql }> {
  const admin = postgres(sharedDatabase(), { max: 1, onnotice: () => {} });
  const name = `instances_${randomBytes(6).toString("hex")}`;
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = sharedDatabase().replace(/roster$/, name);
  return { url, sql: postgres(url, { max: 2, onnotice: () => {} }) };
}

const migrations = JSON.parse(await readFile("db/migrations/meta/_journal.json", "utf8")) as { entries: unknown[] };

/** All but the last few migrations. */
async function olderMigrations(place: string, few: number): Promise<string> {
  const folder = join(place, "migrations");
  await cp("db/migrations", folder, { recursive: true });
  const entries = migrations.entries.slice(0, -few);
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ ...migrations, entries }));
  return folder;
}

test("two that start at the same moment on an empty database make it once, and one first owner", async ({ start }) => {
  const { url, sql } = await aDatabase();
  const both = { ...settings, DATABASE_URL: url };
  const [one, other] = await Promise.all([start(both), start(both)]);
  const [row] = await sql`select count(*)::int as made from drizzle.__drizzle_migrations`;
  expect(row?.made).toBe(migrations.entries.length);

  const makeOwner = ({ address }: { address: string }, name: string) =>
    send(address, "POST", "/users/first", {}, { username: name, email: `${name}@example.com`, password });
  const made = await Promise.all([makeOwner(one, "ada"), makeOwner(other, "grace"), makeOwner(one, "mira")]);
  expect(made.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await sql`select user_id from user_roles where role = 'owner'`).toHaveLength(1);

  // Entries of both are sealed into one chain.
  const [owner] = await sql`select email from users`;
  const signedIn = await send(one.address, "POST", "/users/login", {}, { email: owner?.email, password });
  const { session_token } = (await signedIn.json()) as { session_token: string };
  const headers = { authorization: `Bearer ${session_token}` };
  const organization = randomInt(1e6);
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      send((i % 2 ? one : other).address, "POST", "/users", headers, {
        ...{ username: `p${organization}-${i}`, email: `p${i}@example.com`, password, login_type: "password" },
      }),
    ),
  );
  const chain = async () => (await send(other.address, "GET", "/audit/chain", headers)).json();
  expect(await chain()).toMatchObject({ broken: null });
  const [counts] = await sql`select
    (select count(*) from audit_entries where action = 'user.created' and outcome = 'done')::int as created,
    (select count(*) from audit_entries)::int as entries, (select count(*) from audit_seals)::int as seals,
    (select max(number) from audit_seals)::int as last, (select count(*) from audit_unsealed)::int as waiting`;
  expect(counts?.created).toBe(41);
  expect(counts?.seals).toBe(counts?.last);
  expect(counts?.seals + counts?.waiting).toBe(counts?.entries);
  await sql.end();
});

test("two that start at the same moment on an older database bring it up once, and sweep everybody once", async ({
  start,
  dataDir,
}) => {
  const { url, sql } = await aDatabase();
  await migrateDatabase(url, await olderMigrations(dataDir, 1));
  await sql`insert into users (id, username, email, login_type, password_hash, status, status_since, created_at)
    select gen_random_uuid(), 'unseen-' || n, 'unseen-' || n || '@example.com', 'password', 'x', 'active',
      now() - interval '200 days', now() - interval '300 days' from generate_series(1, 700) n`;
  await sql`insert into user_seen (user_id, last_seen_at, status)
    select id, now() - interval '200 days', status from users on conflict (user_id) do update
    set last_seen_at = excluded.last_seen_at, status = excluded.status`;

  const both = { ...settings, DATABASE_URL: url };
  const [one, other] = await Promise.all([start(both), start(both)]);
  const dormant = async () => (await sql`select count(*)::int as n from users where status = 'dormant'`)[0]?.n;
  await expect.poll(dormant, { timeout: 20_000 }).toBe(700);
  const [row] = await sql`select count(*)::int as entries, count(distinct target_id)::int as people
    from audit_entries where action = 'user.dormant'`;
  expect(row).toEqual({ entries: 700, people: 700 });
  const [made] = await sql`select count(*)::int as made from drizzle.__drizzle_migrations`;
  expect(made?.made).toBe(migrations.entries.length);
  for (const { address } of [one, other]) expect((await fetch(`${address}/readyz`)).status).toBe(200);
  await sql.end();
});

test("one with another secret does not start, and says what to set; the first one is told what it goes by", async ({
  start,
  dataDir,
}) => {
  const { url, sql } = await aDatabase();
  const first = await start({ DATABASE_URL: url, ROSTER_SECRET: "" });
  expect(first.said()).toContain(`ROSTER_SECRET is not set, and this instance goes by the secret in ${dataDir}/secret`);
  const elsewhere = join(dataDir, "elsewhere");
  const second = start({ DATABASE_URL: url, ROSTER_SECRET: "", ROSTER_DATA_DIR: elsewhere });
  await expect(second).rejects.toThrow(
    /The server ended with 1: ROSTER_SECRET: this database is in use under another secret than the one in \S+\. [^\n]+\n$/,
  );
  const kept = (await readFile(join(dataDir, "secret"), "utf8")).trim();
  const third = await start({ DATABASE_URL: url, ROSTER_SECRET: kept, ROSTER_DATA_DIR: elsewhere });
  expect((await fetch(`${third.address}/readyz`)).status).toBe(200);
  await sql.end();
});
