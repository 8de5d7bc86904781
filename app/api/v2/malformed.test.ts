import { beforeAll, describe, expect, test } from "vitest";
import { call, ownDocument, tokenOf } from "@/test/api";
import { everything } from "@/test/matrix/untouched";
import { aGroup, aUser, password } from "@/test/people";

/**
 * Every path that takes a body × every way to get it wrong: the status, and that it changed nothing. The paths come from the
 * document; one that stands in no table here fails. Who may what is in `test/matrix`.
 */

const strong = "fourteen otters under one quilt";

const bodies: Record<string, object> = {
  "post /users": { username: "fresh", email: "fresh@example.com", password: strong },
  "put /users/{user}/profile": { username: "target", name: "Somebody Else" },
  "put /users/{user}/password": { password: "seven lanterns over the fjord" },
  "put /users/{user}/roles": { roles: ["auditor"] },
  "put /users/{user}/status/suspend": { reason: "left" },
  "put /users/{user}/status/activate": { reason: "is back" },
  "put /users/{user}/appearance": { theme_preference: "dark", terminal_font: "" },
  "post /organizations/{organization}/groups": { name: "made" },
  "patch /groups/{group}": { name: "renamed" },
  "post /users/{user}/keys/tokens": { token_name: "made" },
  "post /users/first": { username: "late", email: "late@example.com", password: strong },
  "post /users/login": { email: "nobody@example.com", password },
  "post /users/otp/request": { email: "nobody@example.com" },
  "post /users/otp/change-password": { email: "nobody@example.com", one_time_passcode: password, password },
  "post /users/validate-password": { password },
  "post /authcheck": { checks: { it: { action: "read", object: { resource_type: "user" } } } },
};

test("every path that takes a body is in the table", () => {
  const told = Object.entries(ownDocument.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs)
      .filter(([, it]) => "requestBody" in it)
      .map(([verb]) => `${verb} ${path.replace("/api/v2", "")}`),
  );
  expect(Object.keys(bodies).sort()).toEqual(told.sort());
});

let token: string;
let names: Record<string, string>;
beforeAll(async () => {
  token = await tokenOf(await aUser({ roles: ["owner"] }));
  const target = await aUser({ username: "target" });
  names = { user: target.id, group: (await aGroup({ members: [target] })).id, organization: "default" };
});

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

describe.each(Object.entries(bodies))("%s", (change, body) => {
  const [method = "", path = ""] = change.split(" ");

  test.each(malformed)("with %s", async (_, asked, expected) => {
    const before = await everything();
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? name);
    const { status } = await call(method.toUpperCase(), filled, { token, ...asked(body) });
    expect({ status, changed: (await everything()) !== before }).toEqual({ status: expected, changed: false });
  });
});

const mapped = (body: object, to: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, to(value)]));
