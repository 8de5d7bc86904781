import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { groupMembers, groups } from "@/db/schema";
import { as, aUser, daysAgo } from "@/test/people";
import type { SignedIn } from "../actor";
import { parseFilter } from "../filter";
import { countUsers } from "./count-users";
import { userFilter } from "./filter";
import { listUsers } from "./list-users";
import { userPresets } from "./presets";

let admin: SignedIn;
const everyone = ["ada", "bot", "grace", "linus", "zoe"];

beforeAll(async () => {
  const noon = new Date("2020-07-01T12:00:00.123Z");
  admin = as(
    await aUser({ username: "ada", name: "Ada Lovelace", roles: ["owner"], createdAt: noon, lastSeenAt: daysAgo(0) }),
  );
  const grace = await aUser({ username: "grace", name: "100% G_race", roles: ["auditor"], lastSeenAt: daysAgo(100) });
  await aUser({ username: "linus", email: "l@corp.example", roles: ["user-admin", "auditor"], lastSeenAt: daysAgo(1) });
  await aUser({ username: "zoe", name: "Zoë (EU), Jr.", status: "suspended", lastSeenAt: daysAgo(0) });
  await aUser({ username: "bot", email: null, loginType: "none", status: "dormant", roles: ["template-admin"] });
  const [group] = await db().insert(groups).values({ name: "R&D, (EU)" }).returning();
  await db()
    .insert(groupMembers)
    .values({ userId: grace.id, groupId: group?.id ?? "" });
});

async function found(q: string): Promise<string> {
  const result = await listUsers(admin, { q });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.rows.map(({ username }) => username).join(" ");
}

test.each([
  ["", "ada bot grace linus zoe"],
  ["status:suspended,dormant", "bot zoe"],
  ["role:admin", "ada bot linus"],
  ["role:member", "ada bot grace linus zoe"],
  ["-role:member", ""],
  ["role:auditor -role:user-admin", "grace"],
  ['group:"r&d, (eu)"', "grace"],
  ["group:r", ""],
  ["-group:everyone", ""],
  ['-group:"R&D, (EU)"', "ada bot linus zoe"],
  ["login_type:none", "bot"],
  ["service_account:no", "ada grace linus zoe"],
  ["last_seen:never", "bot"],
  ["last_seen_before:90d", "bot grace"],
  ["-last_seen_before:90d", "ada linus zoe"],
  ["last_seen_after:36h last_seen_before:12h", "linus"],
  ["created_before:2020-07-01T12:00:00.123Z", "ada"],
  ["created_before:2020-07-01T12:00:00.122999999Z", ""],
  ["created_after:2020-07-01T14:00:00.123+02:00", "ada bot grace linus zoe"],
  ["created_after:2020-07-01T12:00:00.123000001Z created_before:0d", "bot grace linus zoe"],
  ["email:CORP", "linus"],
  ["-email:example.com", "bot linus"],
  ["-email:corp", "ada bot grace zoe"],
  ["username:A,o -name:ada", "bot grace zoe"],
  ["name:%", "grace"],
  ["name:g_r", "grace"],
  ["name:l_v", ""],
  ["LOVE ada", "ada"],
  ['"ada love"', "ada"],
  ['"ada ada"', ""],
  ["zoË", "zoe"],
  ["-(role:owner OR status:active) -zoe", "bot"],
])("%s finds: %s", async (q, names) => {
  expect(await found(q)).toBe(names);
  expect(await countUsers(admin, { q })).toEqual({ ok: true, value: names === "" ? 0 : names.split(" ").length });
});

test("a word never runs from the end of one field into the next", async () => {
  expect(await found('"ada\nada"')).toBe("");
  expect(await found("adaada")).toBe("");
});

test("a filter that cannot be read is refused with the place, the reason and the nearest key", async () => {
  const message = "There is no key grop (column 8). The nearest is group.";
  const refused = { ok: false, problem: { code: "invalid", message, fields: { q: message } } };
  expect(await listUsers(admin, { q: "-linus grop:x" })).toEqual(refused);
  expect(await countUsers(admin, { q: "-linus grop:x" })).toEqual(refused);
});

test.each(userPresets)("the preset $label can be read", ({ q }) => {
  expect(parseFilter(userFilter, q)).toMatchObject({ ok: true });
});

test("the page of docs tells every key, in order, with its values", async () => {
  const page = await readFile("docs/filters.md", "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.+?) \|/gm)].map(([, key, values]) => [key, values]);
  const wanted = Object.entries(userFilter).map(([name, key]) => {
    const values = "values" in key ? Object.keys(key.values).map((value) => `\`${value}\``) : [key.kind];
    return [name, values.join(" ")];
  });
  expect(rows).toEqual(wanted);
});

test("every example on the page of docs can be read", async () => {
  const page = await readFile("docs/filters.md", "utf8");
  const examples = [...page.matchAll(/^ {4}(.+)$/gm)].map(([, example = ""]) => example).slice(0, 3);
  for (const example of examples) expect(parseFilter(userFilter, example), example).toMatchObject({ ok: true });
});

test("leaving out finds exactly the others, also where a user has no email, group or role", async () => {
  for (const q of ["email:a", "name:a", "group:x", "last_seen:never", "last_seen_after:1d", "role:admin"]) {
    const both = [...(await found(q)).split(" "), ...(await found(`-${q}`)).split(" ")].filter(Boolean);
    expect(both.sort(), q).toEqual(everyone);
  }
});
