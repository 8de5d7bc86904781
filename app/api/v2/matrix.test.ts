import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { groups } from "@/db/schema";
import { type Role, roles } from "@/lib/permissions";
import type { User } from "@/lib/users/user";
import { call, ownDocument, tokenOf } from "@/test/api";
import { aGroup, aUser, password } from "@/test/people";

/**
 * Every path that changes something × every credential × every way to get the body wrong: the status, and that a refusal left
 * everything as it was. The paths come from the document; one that stands in no table here fails.
 */

type Change = {
  /** Who may do it to another, plain user. */
  may: readonly Role[];
  /** With these in place of the braces, about the target. */
  path?: (target: User) => Record<string, string>;
  body?: (target: User) => object;
  /** What a caller without the right gets. A plain member must not learn who exists: `not_found` where it is about somebody. */
  refused?: { admin: number; member: number };
  /** Works with a temporary password too. */
  duringForcedChange?: boolean;
};

const managers = ["owner", "user-admin"] as const;
const signedIn = roles;
const onGroups = { admin: 403, member: 403 };
const aboutSomebody = { admin: 403, member: 404 };

const changes: Record<string, Change> = {
  "post /users": { may: managers, body: fresh, refused: { admin: 403, member: 403 } },
  "delete /users/{user}": { may: managers },
  "put /users/{user}/profile": { may: managers, body: ({ username }) => ({ username, name: "Somebody Else" }) },
  "put /users/{user}/password": { may: managers, body: () => ({ password: "seven lanterns over the fjord" }) },
  "put /users/{user}/roles": { may: ["owner"], body: () => ({ roles: ["auditor"] }) },
  "put /users/{user}/status/suspend": { may: managers },
  "put /users/{user}/status/activate": { may: managers },
  "put /users/{user}/appearance": { may: managers, body: () => ({ theme_preference: "dark", terminal_font: "" }) },
  "post /organizations/{organization}/groups": { may: managers, body: () => ({ name: "made" }), refused: onGroups },
  "patch /groups/{group}": { may: managers, body: () => ({ name: "renamed" }), refused: onGroups },
  "delete /groups/{group}": { may: managers, refused: onGroups },
  "post /users/logout": { may: signedIn, duringForcedChange: true },
  "post /users/{user}/keys": { may: [] },
  "post /users/{user}/keys/tokens": { may: managers, body: () => ({ token_name: "made" }) },
  "delete /users/{user}/keys/{keyid}": { may: managers, path: () => ({ keyid: "0192f0c17b1e7c4a9d531f6a4e1c0b2a" }) },
};

/** What anybody may send, signed in or not: each has its own tests for what it does. */
const open: Record<string, object> = {
  "post /users/first": { username: "late", email: "late@example.com", password: "fourteen otters under one quilt" },
  "post /users/login": { email: "nobody@example.com", password },
  "post /users/otp/request": { email: "nobody@example.com" },
  "post /users/otp/change-password": { email: "nobody@example.com", one_time_passcode: password, password },
  "post /users/validate-password": { password },
};

/** A question too long for an address: a token for reading will do. */
const question = "post /authcheck";

function fresh(target: User) {
  const username = `n-${target.username}`.slice(0, 32);
  return { username, email: `${username}@example.com`, password: "fourteen otters under one quilt" };
}

const told = Object.entries(ownDocument.paths).flatMap(([path, verbs]) =>
  Object.keys(verbs)
    .filter((verb) => verb !== "get")
    .map((verb) => `${verb} ${path.replace("/api/v2", "")}`),
);

test("every path that changes something is in a table here", () => {
  expect([...Object.keys(changes), ...Object.keys(open), question].sort()).toEqual(told.sort());
});

/** All that a request could change, but for when somebody was seen, the audit log and the count of tries. */
async function everything() {
  const [row] = await db().execute(sql`select md5(concat(
    (select jsonb_agg(to_jsonb(u) order by id) from users u), (select jsonb_agg(r order by user_id, role) from user_roles r),
    (select jsonb_agg(to_jsonb(s) - '{last_used_at,address,user_agent}'::text[] order by id) from sessions s),
    (select jsonb_agg(g order by id) from groups g), (select jsonb_agg(m order by group_id, user_id) from group_members m),
    (select jsonb_agg(a order by user_id) from user_appearance a))) as all`);
  return row?.all;
}

let target: User;
let group: { id: string };
beforeEach(async () => {
  await aUser({ roles: ["owner"] });
  target = await aUser({ status: "dormant" });
  await db().delete(groups);
  group = await aGroup({ members: [target] });
});

const split = (change: string) => change.split(" ") as [method: string, path: string];

function filled(path: string, { path: parts }: Change, user: User): string {
  const names: Record<string, string> = { user: user.id, group: group.id, organization: "default", ...parts?.(user) };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name);
}

/** Calls it about the target; refused or not, and whether anything changed. */
async function attempt(change: string, asked: Parameters<typeof call>[2]) {
  const [method, path] = split(change);
  const it = changes[change] as Change;
  const before = await everything();
  const answered = await call(method.toUpperCase(), filled(path, it, target), { body: it.body?.(target), ...asked });
  return { status: answered.status, code: answered.body?.code, changed: (await everything()) !== before };
}

describe.each(Object.entries(changes))("%s", (change, it) => {
  test.each(roles)("as %s", async (role) => {
    const token = await tokenOf(await aUser({ roles: [role] }));
    const { status, changed } = await attempt(change, { token });
    if (!it.may.includes(role))
      expect({ status, changed }).toEqual({ status: it.refused?.admin ?? 403, changed: false });
    // The key that is deleted is nobody's: to whoever may, it is not there.
    else if (change.includes("{keyid}")) expect({ status, changed }).toEqual({ status: 404, changed: false });
    else expect({ status, changed }).toEqual({ status: expect.toSatisfy(isDone), changed: true });
  });

  test("as a plain member", async () => {
    const { status, changed } = await attempt(change, { token: await tokenOf(await aUser()) });
    if (it.may === signedIn) expect(status).toSatisfy(isDone);
    else expect({ status, changed }).toEqual({ status: (it.refused ?? aboutSomebody).member, changed: false });
  });

  const credentials: [who: string, credential: () => Promise<string | undefined>, status: number][] = [
    ["nobody", async () => undefined, 401],
    ["a token of nonsense", async () => "nonsense", 401],
    ["an unknown token", async () => `${"0".repeat(32)}-${"0".repeat(64)}`, 401],
    ["an expired token", async () => tokenOf(await aUser({ roles: ["owner"] }), { expired: true }), 401],
    ["a suspended owner", async () => suspendedOwner(), 401],
    [
      "an owner who must choose a new password",
      async () => tokenOf(await aUser({ roles: ["owner"], temporary: true })),
      403,
    ],
    ["an owner’s token for reading", async () => tokenOf(await aUser({ roles: ["owner"] }), { scope: "read" }), 403],
  ];
  test.each(credentials)("as %s", async (who, credential, expected) => {
    const { status, changed } = await attempt(change, { token: await credential() });
    if (it.duringForcedChange && who.includes("new password")) expect(status).toSatisfy(isDone);
    else expect({ status, changed }).toEqual({ status: expected, changed: false });
  });

  if (it.body) {
    test.each(malformed)("with %s", async (_, asked, expected) => {
      const token = await tokenOf(await aUser({ roles: ["owner"] }));
      const made = asked(it.body?.(target) ?? {});
      const { status, changed } = await attempt(change, { token, body: undefined, ...made });
      expect({ status, changed }).toEqual({ status: expected, changed: false });
    });
  }
});

describe(question, () => {
  const body = { checks: { it: { action: "read", object: { resource_type: "user" } } } };

  test("a token for reading may ask, nobody may not", async () => {
    const token = await tokenOf(await aUser({ roles: ["auditor"] }), { scope: "read" });
    expect(await call("POST", "/authcheck", { token, body })).toMatchObject({ status: 200, body: { it: true } });
    expect(await call("POST", "/authcheck", { body })).toMatchObject({ status: 401 });
  });

  test.each(malformed)("with %s", async (_, asked, expected) => {
    const token = await tokenOf(await aUser());
    expect(await call("POST", "/authcheck", { token, ...asked(body) })).toMatchObject({ status: expected });
  });
});

describe.each(Object.entries(open))("%s", (change, body) => {
  const [method, path] = split(change);

  test.each(malformed)("with %s", async (_, asked, expected) => {
    const before = await everything();
    const { status } = await call(method.toUpperCase(), path, asked(body));
    expect({ status, changed: (await everything()) !== before }).toEqual({ status: expected, changed: false });
  });

  test("whatever credential comes along, nothing changes", async () => {
    for (const token of [undefined, "nonsense", await suspendedOwner()]) {
      const before = await everything();
      const { status } = await call(method.toUpperCase(), path, { token, body });
      expect(status).toBeLessThan(500);
      expect(await everything()).toBe(before);
    }
  });
});

const isDone = (status: number) => status >= 200 && status < 300;

async function suspendedOwner(): Promise<string> {
  const user = await aUser({ roles: ["owner"] });
  const token = await tokenOf(user);
  await db().execute(sql`update users set status = 'suspended' where id = ${user.id}`);
  return token;
}

type Malformed = [name: string, asked: (body: object) => Parameters<typeof call>[2], status: number];
const json = { "content-type": "application/json" };

const malformed: Malformed[] = [
  ["no JSON", () => ({ raw: "{", headers: json }), 400],
  ["JSON that is no object", () => ({ raw: "[1]", headers: json }), 400],
  ["JSON null", () => ({ raw: "null", headers: json }), 400],
  ["a field too many", (body) => ({ body: { ...body, shoe_size: 44 } }), 400],
  ["__proto__", () => ({ raw: '{"__proto__":{"roles":["owner"]}}', headers: json }), 400],
  ["every field of the wrong type", (body) => ({ body: mapped(body, () => ({ deep: [1] })) }), 400],
  [
    "NUL in every text",
    (body) => ({ body: mapped(body, (value) => (typeof value === "string" ? `${value}\0` : 7)) }),
    400,
  ],
  ["lone surrogates", (body) => ({ body: mapped(body, () => "\ud800") }), 400],
  ["bytes that are no UTF-8", () => ({ raw: new Uint8Array([0x7b, 0xff, 0x7d]), headers: json }), 400],
  ["another content type", (body) => ({ raw: JSON.stringify(body), headers: { "content-type": "text/plain" } }), 415],
  ["a form", () => ({ raw: "username=ada", headers: { "content-type": "application/x-www-form-urlencoded" } }), 415],
  ["2 MB", (body) => ({ body: { ...body, padding: "x".repeat(2_000_000) } }), 413],
];

const mapped = (body: object, to: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, to(value)]));
