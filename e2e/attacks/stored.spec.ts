import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { createToken } from "@/lib/sessions/create-token";
import { suspendUser } from "@/lib/users/suspend-user";
import type { User } from "@/lib/users/user";
import { aGroup, aSession, as, signedIn } from "@/test/people";
import { test } from "../cli/terminal";
import { expect, openSessionIn, password } from "../fixtures";

/**
 * Whatever a person can write is only ever text: in every page, export, log and terminal. What the operations would refuse is
 * written into the database past them, as if one of them let it through.
 */

/** Runs as a script, breaks out of an attribute, works a terminal, turns a text round, and is a formula to a spreadsheet. */
const evil = (field: string) =>
  `=cmd|'/c calc'!A0"'></title></script><script>ran("${field}")</script><img src=x onerror=ran("${field}")>` +
  `{{ran("${field}")}}\${ran("${field}")} \u001b]0;owned\u0007\u001b[2J\u009b31m\u009d8;;http://evil.example\u009c\u202e\u2066\r\n{"level":"error"}`;

type Written = { eve: User; word: string };

/** Somebody all of whose fields are evil, with a group, a token, a session and a trail to match. */
async function someoneEvil(aUser: (wish: object) => Promise<User>, owner: User): Promise<Written> {
  const word = `eve-${Math.random().toString(36).slice(2, 10)}`;
  const eve = await aUser({ username: word, name: evil("name"), email: `${evil("email")}@${word}.example` });
  const group = await aGroup({ name: `team-${word}`, members: [eve] });
  await db().execute(sql`
    update groups set display_name = ${evil("group")}, avatar_url = ${"javascript:ran('avatar')"} where id = ${group.id}`);
  await suspendUser(as(owner), { userId: eve.id, reason: "to be written over" });
  await createToken(await signedIn(owner), { userId: owner.id, name: `token-${word}` });
  await aSession(owner);
  await db().execute(sql`update sessions set name = case kind when 'token' then ${evil("token")} || id else '' end,
    user_agent = ${evil("agent")}, address = ${evil("address")} where user_id = ${owner.id}`);
  await db().execute(
    sql`update users set status_reason = ${evil("reason")}, status_by = ${evil("by")} where id = ${eve.id}`,
  );
  await db().execute(sql`update user_status_changes set reason = ${evil("trail")} where user_id = ${eve.id}`);
  await db().execute(sql`
    insert into audit_entries (id, action, outcome, reason, actor_kind, actor_name, address, user_agent, request_id, target_type,
      target_id, target_name, changes)
    values (gen_random_uuid(), 'user.suspended', 'done', ${evil("audit reason")}, 'user', ${evil("actor")}, ${evil("from")},
      ${evil("agent")}, ${evil("request")}, 'user', ${eve.id}, ${evil(`target ${word}`)},
      ${JSON.stringify({ name: [evil("before"), evil("after")], [evil("field")]: [null, evil("value")] })}::jsonb)`);
  return { eve, word };
}

/** That nothing of it became more than text. */
async function expectOnlyText(page: Page, path: string, shows: string | null): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  if (shows) await expect(page.getByText(`ran("${shows}")`).first(), `${path} shows ${shows}`).toBeAttached();
  const found = await page.evaluate(() => {
    const all = [...document.querySelectorAll("*")];
    const leads = ["href", "src", "action", "formaction", "xlink:href", "srcdoc", "data", "poster"];
    return {
      ran: (globalThis as never as { did: string[] }).did,
      images: document.images.length,
      handlers: all.flatMap((it) => it.getAttributeNames()).filter((name) => name.startsWith("on")),
      leads: all
        .flatMap((it) => leads.map((name) => it.getAttribute(name) ?? ""))
        .filter((to) => to !== "" && new URL(to, location.href).origin !== location.origin),
    };
  });
  expect(found, path).toEqual({ ran: [], images: 0, handlers: [], leads: [] });
}

test("no page runs, follows or is broken by what a person wrote", async ({ page, aUser }) => {
  await page.addInitScript(() => {
    const it = globalThis as never as { did: string[]; ran: (what: string) => void };
    it.did = [];
    it.ran = (what) => it.did.push(what);
  });
  page.on("dialog", () => expect.soft("a dialog").toBe("none"));
  const owner = await aUser({ roles: ["owner"], name: evil("own name") });
  const { eve, word } = await someoneEvil(aUser as never, owner);
  await openSessionIn(page, owner);
  const q = encodeURIComponent(evil("filter"));
  for (const [path, shows] of [
    [`/users?q=${word}`, "name"],
    [`/users?q=${q}`, null],
    [`/users?q=${q}&sort=${q}&after=${q}&limit=${q}`, null],
    ["/users/new", null],
    [`/users/${eve.username}`, "trail"],
    [`/users/${owner.username}`, "token"],
    [`/groups?q=${word}`, "group"],
    [`/groups/team-${word}`, "group"],
    [`/groups/team-${word}?q=${q}`, null],
    [`/groups/${q}`, null],
    [`/roles?user=${eve.username}`, "name"],
    [`/roles?user=${q}`, null],
    [`/audit?q=target:${word}`, "before"],
    ["/audit", null],
    [`/audit?q=${q}`, null],
    ["/overview", null],
    [`/overview?days=${q}`, null],
    ["/account", "token"],
    [`/sign-in?next=${q}`, null],
  ] as const) {
    await expectOnlyText(page, path, shows);
  }
  // What is only drawn when it is asked for.
  await page.goto(`/audit?q=target:${word}`);
  await page.getByRole("main").getByText('ran("actor")').first().dispatchEvent("click"); // The day’s head may stand over it.
  await page.goto(`/users?q=${word}`);
  await page.getByRole("button", { name: `Actions for ${word}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill(word);
  await expect(page.getByRole("dialog").getByText('ran("name")').first()).toBeVisible();
  expect(await page.evaluate(() => (globalThis as never as { did: string[] }).did)).toEqual([]);

  // A form is shown back what was typed into it, and what the server says of it.
  await page.goto("/users/new");
  await page.getByLabel("Username").fill('"><script>ran("typed")</script>');
  await page.getByLabel("Email").fill('"><img src=x onerror=ran("typed")>@x.example');
  await page.getByLabel("Full name").fill('<svg onload=ran("typed")>');
  await page.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/A username is/);
  expect(await page.evaluate(() => (globalThis as never as { did: string[] }).did)).toEqual([]);
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const works = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

test("no export runs in a spreadsheet, breaks its lines or works a terminal", async ({ signedIn, aUser, address }) => {
  const auditor = await signedIn("auditor");
  await someoneEvil(aUser as never, await aUser({ roles: ["owner"] }));
  const headers = { authorization: `Bearer ${auditor.token}` };
  const exported = async (format: string) =>
    (await fetch(`${address}/api/v2/audit/export?format=${format}`, { headers })).text();

  const csv = await exported("csv");
  expect(csv).toContain("ran(");
  expect(csv).not.toMatch(works);
  const rows = cellsOf(csv);
  const width = rows[0]?.length;
  expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([width]));
  expect(rows.flat().filter((cell) => /^\s*[=+\-@\t\r|%]/.test(cell))).toEqual([]);

  const jsonl = await exported("jsonl");
  expect(jsonl).not.toMatch(works);
  const entries = jsonl
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries.every(({ id, action }) => id && action)).toBe(true);
  expect(entries.map(({ actor }) => actor)).toContain(evil("actor"));
});

/** @see RFC 4180 */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare = "", end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ""));
}

test("no answer, error or question of the command lets what a person wrote work the terminal", async ({
  signedIn,
  aUser,
}) => {
  const owner = await signedIn("owner");
  const { eve, word } = await someoneEvil(aUser as never, owner.user as User);
  for (const args of [
    ["users", "list", "-f", word],
    ["users", "show", word],
    ["groups", "list"],
    ["tokens", "list"],
    ["audit", "--limit", "20"],
    ["audit", "--limit", "20", "--columns", "action,actor,target,reason"],
    ["whoami"],
    ["roles"],
    ["users", "show", evil("unknown")],
    ["users", "list", "-f", evil("filter")],
    ["users", "suspend", word, evil("unknown"), "--yes"],
    ["groups", "delete", evil("unknown"), "--yes"],
    ["groups", "create", evil("name")],
    ["tokens", "create", evil("name")],
    [evil("command")],
    ["users", evil("command")],
    ["users", "list", `--${evil("flag")}`],
    ["users", "list", "--columns", evil("column")],
    ["users", "list", "--limit", evil("number")],
    ["users", "list", "--output", evil("form")],
    ["users", "list", "--url", evil("url")],
    ["users", "list", "--token", evil("token")],
  ]) {
    const forms = ["list", "show", "audit", "whoami", "roles"].some((it) => args.includes(it))
      ? [[], ["-o", "json"]]
      : [[]];
    for (const form of forms) {
      const { out, err } = await owner.roster([...args, ...form]);
      expect(out, `${args[0]} ${args[1]} ${form}`).not.toMatch(works);
      expect(err, `${args[0]} ${args[1]} ${form}`).not.toMatch(works);
      expect(out, "no line of its own").not.toMatch(/^\{"level":"error"\}/m);
    }
  }
  const asks = owner.terminal(["users", "delete", word]);
  await asks.shows(word);
  for (const code of ["\u001b]0;owned", "\u001b[2J", "\u009b", "\u009d", "\u202e"])
    expect(asks.raw()).not.toContain(code);
  asks.type("\u0003");
  await asks.ended;
  expect(eve.id).toBeTruthy();
});

test("whoever fails to sign in under an evil name leaves text in the log, the export and the page", async ({
  page,
  request,
  aUser,
}) => {
  const email = `${evil("stranger")}`;
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const answer = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true" },
    headers: { "user-agent": '"><script>ran("agent")</script>', "x-request-id": "\u009b31m" },
  });
  expect(answer.status()).toBe(401);
  await openSessionIn(page, await aUser({ roles: ["auditor"] }));
  await page.goto("/audit");
  await expect(page.getByText('ran("stranger")').first()).toBeVisible();
  expect(await page.locator("main script, main img").count()).toBe(0);
});
