import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { User } from "@/lib/users/user";
import { call, tokenOf } from "@/test/api";
import { aUser, auditOf, everythingOf, now, password } from "@/test/people";

process.env.ROSTER_SECRET = "only-for-these-tests-0123456789-0123456789";

let owner: User;
let token: string;

beforeAll(async () => {
  owner = await aUser({ roles: ["owner"], username: "mira", name: "Mira" });
  token = await tokenOf(owner);
});

const someone = (n: number) => ({
  username: `new-${n}`,
  email: `new-${n}@example.com`,
  password: "fourteen otters under one quilt",
});

test("a user is created, shown, renamed, given roles, suspended, activated and deleted by scripts", async () => {
  const made = await call("POST", "/users", { token, body: { ...someone(1), name: "New", organization_ids: [] } });
  expect(made).toMatchObject({
    status: 201,
    body: { username: "new-1", status: "dormant", roles: [], login_type: "password" },
  });
  expect(made.body.last_seen_at).toBe("0001-01-01T00:00:00Z");

  for (const name of ["new-1", "NEW-1", made.body.id]) {
    expect(await call("GET", `/users/${name}`, { token })).toMatchObject({ status: 200, body: { id: made.body.id } });
  }
  const renamed = await call("PUT", "/users/new-1/profile", { token, body: { username: "newer-1", name: "Newer" } });
  expect(renamed).toMatchObject({
    status: 200,
    body: { username: "newer-1", name: "Newer", email: "new-1@example.com" },
  });

  const lifted = await call("PUT", "/users/newer-1/roles", {
    token,
    body: { roles: ["auditor", "user-admin", "member"] },
  });
  expect(lifted.body.roles.map(({ name }: { name: string }) => name)).toEqual(["user-admin", "auditor"]);

  expect(await call("PUT", "/users/newer-1/status/activate", { token })).toMatchObject({ body: { status: "active" } });
  const body = { reason: "left the company" };
  expect(await call("PUT", "/users/newer-1/status/suspend", { token, body })).toMatchObject({
    body: { status: "suspended" },
  });
  expect(await call("DELETE", "/users/newer-1", { token })).toMatchObject({ status: 200 });
  expect(await call("GET", "/users/newer-1", { token })).toMatchObject({ status: 404, body: { code: "not_found" } });

  const actions = (await auditOf({ id: made.body.id })).map(({ action }) => action).reverse();
  expect(actions).toEqual([
    "user.created",
    "user.updated",
    "user.roles_changed",
    "user.activated",
    "user.suspended",
    "user.deleted",
  ]);
});

test("an audit entry has the request’s id", async () => {
  const ada = await aUser();
  await call("PUT", `/users/${ada.username}/status/suspend`, { token, headers: { "x-request-id": "the-one" } });
  expect(await auditOf(ada)).toMatchObject([{ action: "user.suspended", requestId: "the-one" }]);
});

test("me is whoever asks, through any of their tokens", async () => {
  const ada = await aUser();
  const key = await tokenOf(ada);
  for (const [name, value] of [
    ["coder-session-token", key],
    ["authorization", `Bearer ${key}`],
    ["authorization", `bearer ${key}`],
  ] as const) {
    expect(await call("GET", "/users/me", { headers: { [name]: value } })).toMatchObject({
      status: 200,
      body: { id: ada.id },
    });
  }
  expect(await call("GET", "/users/me", { headers: { authorization: `Basic ${key}` } })).toMatchObject({ status: 401 });
});

describe("passwords", () => {
  test("one’s own asks for the old one, which is checked first", async () => {
    const ada = await aUser();
    const mine = await tokenOf(ada);
    const change = (body: object) => call("PUT", "/users/me/password", { token: mine, body });
    expect(await change({ password: "short" })).toMatchObject({
      status: 400,
      body: { code: "wrong_password", validations: [{ field: "old_password" }] },
    });
    expect(await change({ password: "short", old_password: "not it" })).toMatchObject({
      body: { code: "wrong_password" },
    });
    expect(await change({ password: "short", old_password: password })).toMatchObject({
      status: 400,
      body: { code: "weak_password", validations: [{ field: "password" }] },
    });
    expect(await change({ password: "nineteen herons on a raft", old_password: password })).toMatchObject({
      status: 204,
    });
  });

  test("another’s becomes a temporary one: their tokens end, and only a new password opens anything", async () => {
    const ada = await aUser();
    const theirs = await tokenOf(ada);
    const temporary = "seven lanterns over the fjord";
    expect(
      await call("PUT", `/users/${ada.username}/password`, { token, body: { password: temporary } }),
    ).toMatchObject({ status: 204 });
    expect(await call("GET", "/users/me", { token: theirs })).toMatchObject({ status: 401 });

    const login = await call("POST", "/users/login", { body: { email: ada.email, password: temporary } });
    expect(login.status).toBe(201);
    const session = login.body.session_token;
    expect(await call("GET", "/users/me", { token: session })).toMatchObject({
      status: 403,
      body: { code: "must_change_password" },
    });
    expect(
      await call("PUT", "/users/me/password", { token: session, body: { password: "nineteen herons on a raft" } }),
    ).toMatchObject({ status: 204 });
    expect(await call("GET", "/users/me", { token: session })).toMatchObject({
      status: 200,
      body: { must_change_password: false },
    });
  });

  test("a temporary one is also a one-time passcode", async () => {
    const ada = await aUser();
    const temporary = "seven lanterns over the fjord";
    const choose = (one_time_passcode: string, chosen = "nineteen herons on a raft") =>
      call("POST", "/users/otp/change-password", { body: { email: ada.email, one_time_passcode, password: chosen } });
    expect(await choose(password)).toMatchObject({ status: 401, body: { code: "wrong_credentials" } });
    await call("PUT", `/users/${ada.username}/password`, { token, body: { password: temporary } });
    expect(await choose("not it")).toMatchObject({ status: 401 });
    expect(await choose(temporary, "short")).toMatchObject({
      status: 400,
      body: { code: "weak_password", validations: [{ field: "password" }] },
    });
    expect(await choose(temporary)).toMatchObject({ status: 204 });
    expect(await choose(temporary)).toMatchObject({ status: 401 });
    expect(
      await call("POST", "/users/login", { body: { email: ada.email, password: "nineteen herons on a raft" } }),
    ).toMatchObject({ status: 201 });
  });

  test("whoever asks for a new one learns nothing; the audit log does", async () => {
    const ada = await aUser();
    for (const email of [ada.email, "nobody@example.com"]) {
      expect(await call("POST", "/users/otp/request", { body: { email } })).toMatchObject({ status: 204, text: "" });
    }
    expect(await auditOf(ada)).toMatchObject([{ action: "user.password_reset_asked", outcome: "done" }]);
  });

  test("too many tries are told how long to wait", async () => {
    const ada = await aUser();
    const tries = [];
    for (let i = 0; i < 6; i++)
      tries.push(await call("POST", "/users/login", { body: { email: ada.email, password: "not it" } }));
    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(Number(tries.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("lost updates", () => {
  test("a change that names a version seen before another change is refused, and changes nothing", async () => {
    const ada = await aUser();
    const tag = (await call("GET", `/users/${ada.username}`, { token })).headers.get("etag") ?? "";
    const changed = await call("PUT", `/users/${ada.username}/profile`, {
      token,
      body: { username: ada.username, name: "First" },
      headers: { "if-match": tag },
    });
    expect(changed.status).toBe(200);
    const before = await everythingOf(ada);
    const late = { token, headers: { "if-match": tag } };
    expect(
      await call("PUT", `/users/${ada.username}/profile`, {
        ...late,
        body: { username: ada.username, name: "Second" },
      }),
    ).toMatchObject({ status: 412 });
    expect(await call("PUT", `/users/${ada.username}/roles`, { ...late, body: { roles: ["owner"] } })).toMatchObject({
      status: 412,
    });
    expect(await call("PUT", `/users/${ada.username}/status/suspend`, late)).toMatchObject({ status: 412 });
    expect(
      await call("PUT", `/users/${ada.username}/password`, {
        ...late,
        body: { password: "seven lanterns over the fjord" },
      }),
    ).toMatchObject({ status: 412 });
    expect(await call("DELETE", `/users/${ada.username}`, late)).toMatchObject({ status: 412 });
    for (const nonsense of ["nonsense", 'W/"1-0"', ""]) {
      expect(
        await call("DELETE", `/users/${ada.username}`, { token, headers: { "if-match": nonsense } }),
      ).toMatchObject({ status: 412 });
    }
    expect(await everythingOf(ada)).toEqual(before);
    const newest = changed.headers.get("etag") ?? "";
    expect(await call("DELETE", `/users/${ada.username}`, { token, headers: { "if-match": newest } })).toMatchObject({
      status: 200,
    });
  });

  test("who has the newest answer already is told so, in no more words", async () => {
    const ada = await aUser();
    const first = await call("GET", `/users/${ada.username}`, { token });
    const tag = first.headers.get("etag") ?? "";
    for (const known of [tag, `"other", ${tag}`, `W/${tag}`, "*"]) {
      expect(await call("GET", `/users/${ada.username}`, { token, headers: { "if-none-match": known } })).toMatchObject(
        { status: 304, text: "" },
      );
    }
    await call("PUT", `/users/${ada.username}/status/suspend`, { token });
    expect(await call("GET", `/users/${ada.username}`, { token, headers: { "if-none-match": tag } })).toMatchObject({
      status: 200,
    });
  });
});

describe("lists", () => {
  test("pages by number, after a user, and by cursor tell the exact count", async () => {
    for (let i = 0; i < 5; i++) await aUser({ name: "Pagewise" });
    const page = async (query: string) => {
      const { status, body } = await call("GET", `/users?q=Pagewise&${query}`, { token });
      expect(status).toBe(200);
      return {
        names: body.users.map(({ username }: { username: string }) => username),
        ids: body.users.map(({ id }: { id: string }) => id),
        count: body.count,
        next: body.next_cursor,
      };
    };
    const all = await page("");
    expect(all).toMatchObject({ count: 5, next: undefined });
    expect(all.names).toEqual([...all.names].sort());
    const first = await page("limit=2");
    expect(first).toMatchObject({ names: all.names.slice(0, 2), count: 5 });
    expect(await page(`limit=2&cursor=${first.next}`)).toMatchObject({ names: all.names.slice(2, 4), count: 5 });
    expect(await page("limit=2&offset=4")).toMatchObject({ names: all.names.slice(4), count: 5, next: null });
    expect(await page("limit=2&offset=400")).toMatchObject({ names: [], count: 5 });
    expect(await page(`limit=2&after_id=${first.ids[1]}`)).toMatchObject({ names: all.names.slice(2, 4) });
    expect(await page("limit=5&sort=-username")).toMatchObject({ names: [...all.names].reverse() });
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=1001", "limit"],
    ["limit=2.5", "limit"],
    ["limit=ten", "limit"],
    ["limit=1&limit=2", "limit"],
    ["offset=-1", "offset"],
    ["after_id=nobody", "after_id"],
    ["sort=shoe-size", "sort"],
    ["limit=2&cursor=nonsense", "cursor"],
    ["q=colour:red", "q"],
    ["q=%00", "q"],
    ["lmit=5", "lmit"],
  ])("%s is told with its name", async (query, field) => {
    const { status, body } = await call("GET", `/users?${query}`, { token });
    expect(status).toBe(400);
    expect(body.validations.map((it: { field: string }) => it.field)).toContain(field);
  });
});

describe("a browser’s cookie", () => {
  let cookie: string;
  beforeAll(async () => {
    process.env.NEXTAUTH_URL = "http://roster.test";
    const { encode } = await import("next-auth/jwt");
    const { aSession } = await import("@/test/people");
    const key = await aSession(owner);
    cookie = `roster-session=${await encode({ token: { key }, secret: process.env.ROSTER_SECRET ?? "" })}`;
  });
  afterAll(() => {
    delete process.env.NEXTAUTH_URL;
  });

  test("asks; and changes from our own pages only", async () => {
    const ada = await aUser();
    expect(await call("GET", "/users/me", { cookie })).toMatchObject({ status: 200, body: { id: owner.id } });
    const suspend = (headers: Record<string, string>) =>
      call("PUT", `/users/${ada.username}/status/suspend`, { cookie, headers });
    for (const origin of ["https://evil.example", "null", "http://roster.test.evil.example", "https://roster.test"]) {
      expect(await suspend({ origin })).toMatchObject({ status: 403, body: { code: "forbidden" } });
    }
    expect(await suspend({})).toMatchObject({ status: 403 });
    expect(await now(ada)).toMatchObject({ status: "active" });
    expect(await suspend({ origin: "http://roster.test" })).toMatchObject({ status: 200 });
  });

  test("of another secret is nobody’s", async () => {
    expect(await call("GET", "/users/me", { cookie: `${cookie}x` })).toMatchObject({ status: 401 });
  });
});

test("an address that there is not, and a method that it does not take, are told", async () => {
  expect(await call("GET", "/nothing", { token })).toMatchObject({ status: 404, body: { code: "not_found" } });
  const wrong = await call("PATCH", "/users/me", { token });
  expect(wrong).toMatchObject({ status: 405, body: { code: "wrong_method" } });
  expect(wrong.headers.get("allow")).toBe("GET, HEAD, DELETE");
});

test("the page framework’s own route answers the same", async () => {
  const { GET, PUT } = await import("./[[...path]]/route");
  const headers = { authorization: `Bearer ${token}` };
  const me = await GET(new Request("http://roster.test/api/v2/users/me", { headers }));
  expect(await me.json()).toMatchObject({ username: "mira" });
  const made = await PUT(new Request("http://roster.test/api/v2/users/me/status/suspend", { headers, method: "PUT" }));
  expect({ status: made.status, body: await made.json() }).toMatchObject({
    status: 403,
    body: { code: "self_target" },
  });
});

test("clients that always write every field are understood: null and empty stand for what is not told", async () => {
  const token = await tokenOf(await aUser({ roles: ["owner"] }));
  const name = "zero-values";
  const fine: [method: string, path: string, status: number, body: object][] = [
    [
      "POST",
      "/users",
      201,
      {
        ...{ username: name, email: `${name}@example.com`, password: "eleven kites over the harbour", name: "" },
        ...{ login_type: "", user_status: null, organization_ids: null, roles: null, must_change_password: null },
      },
    ],
    ["PUT", `/users/${name}/profile`, 200, { username: name, name: null, email: null }],
    ["PUT", `/users/${name}/roles`, 200, { roles: null }],
    ["PUT", `/users/${name}/status/suspend`, 200, { reason: null }],
    ["PUT", `/users/${name}/status/activate`, 200, {}],
    ["POST", `/users/${name}/keys/tokens`, 201, { lifetime: 0, scope: "", token_name: "go" }],
    ["POST", `/users/${name}/keys/tokens`, 201, { lifetime: null, scope: null, token_name: null }],
    [
      "POST",
      "/organizations/default/groups",
      201,
      { name, display_name: null, avatar_url: null, quota_allowance: null },
    ],
    [
      "PATCH",
      `/groups/${name}`,
      200,
      {
        ...{ add_users: [name], remove_users: null, name: "" },
        ...{ display_name: null, avatar_url: null, quota_allowance: null },
      },
    ],
    [
      "POST",
      "/authcheck",
      200,
      {
        checks: {
          a: {
            action: "read",
            object: { resource_type: "user", owner_id: null, resource_id: null, organization_id: null, any_org: null },
          },
        },
      },
    ],
  ];
  for (const [method, path, status, body] of fine) {
    const { status: was, text } = await call(method, path, { token, body });
    expect({ path, was, text: was === status ? "" : text }).toEqual({ path, was: status, text: "" });
  }
});

test("what cannot be read is told by the name it came with, in words", async () => {
  const token = await tokenOf(await aUser({ roles: ["owner"] }));
  const told = async (method: string, path: string, body?: object) => {
    const answered = await call(method, path, { token, body });
    expect(answered.status).toBe(400);
    return [answered.body.message, answered.body.validations?.[0]?.field];
  };
  expect(await told("GET", "/users?limit=0")).toEqual(["limit: It must be a whole number from 1 to 1,000.", "limit"]);
  expect(await told("GET", "/users?limit=0x10")).toEqual([
    "limit: It must be a whole number from 1 to 1,000.",
    "limit",
  ]);
  expect(await told("GET", "/users?LIMIT=1")).toEqual(["There is no parameter LIMIT here.", "LIMIT"]);
  expect(await told("PUT", "/users/me/profile", { userName: "x", username: "y" })).toEqual([
    "There is no field userName here.",
    "userName",
  ]);
  const odd = JSON.parse('{"username":"y","constructor":1}');
  expect(await told("PUT", "/users/me/profile", odd)).toEqual(["There is no field constructor here.", "constructor"]);
  expect(await told("PUT", "/users/me/profile", { username: null })).toEqual([
    "username: It must be text.",
    "username",
  ]);
  expect(await told("POST", "/users", { username: "y", user_status: "x" })).toEqual([
    "A new user is dormant or active.",
    "user_status",
  ]);
  expect((await told("POST", "/users", { username: "bot-1", login_type: "none", password: "x" }))[1]).toBe("password");
});

test("without a limit a list goes on to its end from wherever it begins", async () => {
  const token = await tokenOf(await aUser({ roles: ["auditor"] }));
  const { body: all } = await call("GET", "/users", { token });
  const names = all.users.map(({ username }: { username: string }) => username);
  for (const [query, from] of [
    ["offset=3", 3],
    ["offset=0", 0],
    [`after_id=${all.users[4].id}`, 5],
    ["limit=&offset=2", 2],
  ] as const) {
    const { body } = await call("GET", `/users?${query}`, { token });
    expect(
      body.users.map(({ username }: { username: string }) => username),
      query,
    ).toEqual(names.slice(from));
    expect(body.count).toBe(names.length);
  }
  const { body: page } = await call("GET", "/users?limit=2", { token });
  const { body: rest } = await call("GET", `/users?cursor=${page.next_cursor}`, { token });
  expect(rest.users.map(({ username }: { username: string }) => username)).toEqual(names.slice(2));
});

test("If-Match holds where any of its tags does, and for one’s own password too", async () => {
  const ada = await aUser();
  const token = await tokenOf(ada);
  const tag = (await call("GET", "/users/me", { token })).headers.get("etag") ?? "";
  const put = (match: string, name: string) =>
    call("PUT", "/users/me/profile", { token, headers: { "if-match": match }, body: { username: ada.username, name } });
  expect((await put(`"1-zz", ${tag}`, "One")).status).toBe(200);
  expect((await put(tag, "Two")).status).toBe(412);
  expect((await put('"7-', "Three")).status).toBe(412);
  const body = { password: "nine herons by a grey canal", old_password: password };
  expect((await call("PUT", "/users/me/password", { token, headers: { "if-match": tag }, body })).status).toBe(412);
});
