import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { call, contract, ownDocument, seen } from "@/test/api";
import { aGroup, aUser, password } from "@/test/people";

/** Every path is answered at least once as it should be; `call` holds each answer against both documents. */

test("every path answers as its documents tell", async () => {
  expect(await call("GET", "/users/first")).toMatchObject({ status: 404 });
  const first = {
    username: "mira",
    email: "mira@example.com",
    password: "fourteen otters under one quilt",
    trial: false,
  };
  expect(await call("POST", "/users/first", { body: first })).toMatchObject({ status: 201 });
  expect(await call("GET", "/users/first")).toMatchObject({ status: 200 });
  const login = await call("POST", "/users/login", { body: { email: first.email, password: first.password } });
  const token: string = login.body.session_token;
  const ada = await aUser({ username: "ada", name: "Ada Lovelace", temporary: true });
  const bot = await aUser({ username: "bot", loginType: "none", email: null });
  await aGroup({ name: "platform", members: [ada, bot] });
  const group = { name: "engineering", display_name: "Engineering", quota_allowance: 3 };
  const key = { token_name: "backups", lifetime: 3600e9, scope: "all" };
  const made = await call("POST", "/users/me/keys/tokens", { token, body: key });
  const id = made.body.key.split("-")[0];

  const fine: [method: string, path: string, status: number, body?: object][] = [
    ["GET", "/buildinfo", 200],
    [
      "POST",
      "/authcheck",
      200,
      { checks: { it: { action: "read", object: { resource_type: "user", owner_id: "me" } } } },
    ],
    ["GET", "/entitlements", 200],
    ["GET", "/insights/user-status-counts?tz_offset=2", 200],
    ["GET", "/users/authmethods", 200],
    ["POST", "/users/validate-password", 200, { password: "short" }],
    ["POST", "/users/otp/request", 204, { email: "nobody@example.com" }],
    [
      "POST",
      "/users/otp/change-password",
      204,
      { email: ada.email, one_time_passcode: password, password: "nineteen herons on a raft" },
    ],
    ["GET", "/users", 200],
    ["GET", "/users?limit=1&q=ada&offset=0", 200],
    [
      "POST",
      "/users",
      201,
      { username: "fresh", email: "new@example.com", password: "fourteen otters under one quilt" },
    ],
    ["POST", "/users", 201, { username: "new-bot", email: "b@example.com", login_type: "none", user_status: "active" }],
    ["GET", "/users/roles", 200],
    ["GET", "/users/bot", 200],
    ["GET", "/users/ada/appearance", 200],
    ["PUT", "/users/ada/appearance", 200, { theme_preference: "dark", terminal_font: "fira-code" }],
    ["GET", "/users/ada/login-type", 200],
    ["GET", "/users/ada/roles", 200],
    ["PUT", "/users/ada/roles", 200, { roles: ["auditor"] }],
    ["GET", "/users/ada/organizations", 200],
    ["GET", "/users/ada/organizations/default", 200],
    ["PUT", "/users/ada/profile", 200, { username: "ada", name: "Countess" }],
    ["PUT", "/users/ada/status/suspend", 200],
    ["PUT", "/users/ada/status/activate", 200],
    ["PUT", "/users/ada/password", 204, { password: "seven lanterns over the fjord" }],
    ["POST", "/users/me/keys", 201],
    ["GET", "/users/me/keys/tokens", 200],
    ["GET", "/users/me/keys/tokens?include_all=true", 200],
    ["GET", "/users/me/keys/tokens/tokenconfig", 200],
    ["GET", "/users/me/keys/tokens/backups", 200],
    ["GET", `/users/me/keys/${id}`, 200],
    ["DELETE", `/users/me/keys/${id}`, 204],
    ["GET", "/organizations", 200],
    ["GET", "/organizations/default", 200],
    ["GET", "/organizations/default/members", 200],
    ["POST", "/organizations/default/groups", 201, group],
    ["GET", "/organizations/default/groups", 200],
    ["GET", "/organizations/default/groups/engineering", 200],
    ["GET", "/groups?has_member=ada&group_ids=platform", 200],
    ["GET", "/groups", 200],
    ["GET", "/groups/Everyone", 200],
    ["PATCH", "/groups/engineering", 200, { add_users: [ada.id, "bot"], remove_users: [] }],
    ["DELETE", "/groups/engineering", 200],
    ["DELETE", "/users/bot", 200],
    ["GET", "/audit?limit=100", 200],
    ["GET", "/audit?q=action:login+-outcome:done&limit=5&offset=0", 200],
    ["GET", "/audit/chain", 200],
    ["GET", "/audit/export?q=action:login", 200],
    ["GET", "/audit/export?format=jsonl", 200],
    ["POST", "/users/logout", 200],
  ];
  for (const [method, path, status, body] of fine) {
    const answered = await call(method, path, { token, body });
    expect({ method, path, status: answered.status, text: status === answered.status ? "" : answered.text }).toEqual({
      method,
      path,
      status,
      text: "",
    });
  }

  const answers = Object.entries(ownDocument.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([verb, { responses }]) =>
      Object.keys(responses)
        .filter((status) => status < "300")
        .map((status) => `${verb} ${path.replace("/api/v2", "")} ${status}`),
    ),
  );
  expect(answers.filter((answer) => !seen.has(answer))).toEqual([]);
});

if (contract) {
  test("every path and status of the public contract is in our own document", () => {
    const missing = Object.entries(contract?.paths ?? {}).flatMap(([path, verbs]) =>
      Object.entries(verbs).flatMap(([verb, { responses }]) =>
        Object.keys(responses)
          .filter((status) => !ownDocument.paths[`/api/v2${path}`]?.[verb]?.responses[status])
          .map((status) => `${verb} ${path} ${status}`),
      ),
    );
    expect(missing).toEqual([]);
  });
}

test("the document lints clean", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const complaints = await lintFromString({ source: JSON.stringify(ownDocument), config });
  expect(complaints.map(({ ruleId, message, location }) => ({ ruleId, message, where: location[0]?.pointer }))).toEqual(
    [],
  );
});
