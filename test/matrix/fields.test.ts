import { beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { call, ownDocument } from "../api";
import { rowFields, withOwn } from "../fuzz/values";
import { type Entry, everyEntry, plain } from "./doors";
import { type Aim, operations, routes } from "./table";
import { everything, rowsOfAll, undone } from "./untouched";
import { type Aimed, type Asker, makeWorld, type World } from "./world";

/**
 * Field by field: what a row has, and nobody may set, sent along with everything that changes something. The API refuses each; an
 * operation, and the server action over it, does what it does without.
 */

vi.mock("next/headers", async () => (await import("./request")).nextHeaders);
vi.mock("next/cache", async () => (await import("./request")).nextCache);

vi.setConfig({ testTimeout: 120_000 });
process.env.ROSTER_SECRET = "only-for-these-tests-0123456789-0123456789";

let world: World;
let entries: Entry[];
let owner: Asker;
beforeAll(async () => {
  world = await makeWorld();
  entries = await everyEntry();
  owner = world.askers.find(({ kind, state }) => kind === "owner" && state === "fine") as Asker;
});

const aimAt = ({ user, is, sessionId, tokenName }: Aimed): Aim => ({
  user: { id: user.id, username: user.username, email: user.email ?? "" },
  own: is === "own",
  sessionId,
  tokenName,
  group: world.group,
  n: 1,
});

/** What each field is sent as: of its kind, and unlike anything that is there. */
const sent: Record<string, unknown> = {
  id: "11111111-1111-7111-8111-111111111111",
  status: "suspended",
  roles: ["owner", "auditor"],
  version: 99,
  scope: "read",
  kind: "web",
  loginType: "none",
  login_type: "none",
  is_owner: true,
  mustChangePassword: true,
  must_change_password: true,
  createdAt: "2001-01-01T00:00:00Z",
  created_at: "2001-01-01T00:00:00Z",
  deletedAt: "2001-01-01T00:00:00Z",
  deleted_at: "2001-01-01T00:00:00Z",
};
const marker = "set-by-a-stranger";
const valueFor = (field: string) =>
  field === "__proto__" || field === "constructor"
    ? { roles: ["owner"], marker }
    : Object.hasOwn(sent, field)
      ? sent[field]
      : marker;

/** Fields of that name which it is there to set. */
const taken: Record<string, string[]> = {
  createUser: ["status", "roles", "loginType", "mustChangePassword"],
  "createUser: an owner": ["status", "roles", "loginType", "mustChangePassword"],
  setRoles: ["roles"],
  createToken: ["scope"],
  signIn: ["kind"],
};
const takenByRoute: Record<string, string[]> = {
  "post /users": ["roles", "login_type", "must_change_password"],
  "post /users: an owner": ["roles", "login_type", "must_change_password"],
  "put /users/{user}/roles": ["roles"],
  "post /users/{user}/keys/tokens": ["scope"],
};

test("the API refuses every field that a row has and a body does not, and changes nothing", async () => {
  const wrong: string[] = [];
  let tried = 0;
  const aimed = world.aims(owner)[1] as Aimed;
  const before = await everything();
  for (const [name, { path, body }] of Object.entries(routes)) {
    const [verb = "", pattern = ""] = plain(name).split(" ");
    const told = ownDocument.paths[`/api/v2${pattern}`]?.[verb] as { requestBody?: object } | undefined;
    if (!told?.requestBody) continue;
    for (const field of rowFields.filter((it) => !takenByRoute[name]?.includes(it))) {
      const aim = aimAt(aimed);
      const raw = JSON.stringify(withOwn(body?.(aim) ?? {}, field, valueFor(field)));
      const headers = { "content-type": "application/json" };
      const answer = await call(verb.toUpperCase(), path?.(aim) ?? pattern.replace("{user}", aim.user.id), {
        ...{ token: owner.token, raw, headers },
      });
      tried++;
      const isTold = answer.body?.validations?.some(({ field: it }: { field: string }) => it === field);
      if (answer.status !== 400 || !isTold) wrong.push(`${name} with ${field}: ${answer.status} ${answer.text}`);
    }
  }
  console.info(`${tried} fields tried`);
  expect(wrong).toEqual([]);
  expect(await everything()).toBe(before);
});

test("an operation, and the action over it, does with all of those fields what it does without", async () => {
  const wrong: string[] = [];
  for (const entry of entries.filter(({ door }) => door !== "api")) {
    const asking = operations[entry.way.as];
    const rule = typeof asking?.rule === "function" ? asking.rule({ own: false }) : asking?.rule;
    if (!rule?.changes) continue;
    const aimed = world.aims(owner)[rule.needs === "nobody’s" ? 0 : 1] as Aimed;
    const fields = rowFields.filter(
      (it) => !taken[entry.way.as]?.includes(it) && !Object.hasOwn(Object(asking?.input(aimAt(aimed))), it),
    );
    const more = fields.reduce<object>((it, field) => withOwn(it, field, valueFor(field)), {});
    const outcome = (extra: object | undefined) =>
      undone(async () => {
        const known = new Set(Object.values(await rowsOfAll()).flat());
        const { code } = await entry.ask(owner, aimAt(aimed), "fields", extra);
        const after = await rowsOfAll();
        const news = Object.entries(after).flatMap(([table, rows]) =>
          rows.filter((row) => !known.has(row)).map((row) => `${table} ${masked(row)}`),
        );
        return { code, news: news.sort() };
      });
    const [without, withAll] = [await outcome(undefined), await outcome(more)];
    if (JSON.stringify(without) !== JSON.stringify(withAll)) {
      wrong.push(`${entry.name}: ${JSON.stringify({ without, withAll })}`);
    }
  }
  expect(wrong).toEqual([]);
  expect({}).not.toHaveProperty("marker");
  expect(await db().execute("select 1")).toHaveLength(1);
});

/** A row without what is new at every time: ids, secrets and moments. */
const masked = (row: string) =>
  row
    .replaceAll(/"[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}"/g, (id) =>
      id.includes("1111-7111") ? id : '"id"',
    )
    .replaceAll(/\$argon2id[^"]*/g, "hash")
    .replaceAll(/\\\\x[\da-f]{64}/g, "secret")
    .replaceAll(/"20[2-9]\d-[^"]*"/g, '"now"');
