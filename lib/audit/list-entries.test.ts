import { expect, test } from "vitest";
import { db } from "@/db/client";
import { auditEntries, auditUnsealed } from "@/db/schema";
import { as, aUser, auditOf, nobody, signedIn } from "@/test/people";
import { roles } from "../permissions";
import { createToken } from "../sessions/create-token";
import { signIn } from "../sessions/sign-in";
import { deleteUser } from "../users/delete-user";
import { suspendUser } from "../users/suspend-user";
import { countEntries, listEntries } from "./list-entries";
import { sealEntries } from "./seal";

test("each key finds what it names, and nothing else", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  const mira = await aUser({ username: "mira", roles: ["owner"] });
  const [ada, grace] = [await aUser({ username: "ada" }), await aUser({ username: "grace" })];
  const admin = await signedIn(mira);
  await suspendUser(admin, { userId: ada.id, reason: "left" });
  await suspendUser(as(grace), { userId: ada.id });
  await createToken(await signedIn(grace), { userId: grace.id, name: "Backups" });
  await deleteUser(admin, { userId: ada.id });
  await signIn(nobody, { email: "nobody@example.com", password: "not it" });
  const [suspended] = (await auditOf(ada)).filter(
    ({ action, outcome }) => action === "user.suspended" && outcome === "done",
  );

  const found = async (q: string) => {
    const [list, count] = [await listEntries(auditor, { q }), await countEntries(auditor, { q })];
    if (!list.ok) throw new Error(list.problem.message);
    expect(count).toEqual({ ok: true, value: list.value.rows.length });
    return list.value.rows.map(({ action, outcome, actorName }) => `${actorName} ${action} ${outcome}`);
  };
  const all = [
    "nobody@example.com session.opened refused",
    "mira user.deleted done",
    "grace token.created done",
    "grace user.suspended refused",
    "mira user.suspended done",
  ];
  const [failed, deleted, token, refused, done] = all;
  expect(await found("")).toEqual(all);
  const expected: [string, (string | undefined)[]][] = [
    ["action:user.suspended", [refused, done]],
    ["action:write", [refused, done]],
    ["action:create", [token]],
    ["action:delete", [deleted]],
    ["action:login", [failed]],
    ["action:connect", []],
    [`user_id:${grace.id}`, [token, refused]],
    ["user_id:grace", []],
    ["actor:GRA", [token, refused]],
    ["target:ad", [deleted, refused, done]],
    ["resource_target:ad", [deleted, refused, done]],
    ["outcome:refused", [failed, refused]],
    ["status:403", [failed, refused]],
    ["status:200", [deleted, token, done]],
    ["actor_kind:anonymous", [failed]],
    ["username:MIRA", [deleted, done]],
    ["username:mir", []],
    [`email:${grace.email}`, [token, refused]],
    ["resource_type:api_key", [token]],
    ["resource_type:group", []],
    [`resource_id:${grace.id}`, [token]],
    [`request_id:${suspended?.requestId}`, all],
    ["request_id:other", []],
    ["ip:192.0.2.7", all],
    ["ip:192.0.2", []],
    ["since:1h", all],
    ["date_from:2020-01-01 until:2021-01-01", []],
    ["date_to:1h", []],
    ["mira ada", [deleted, done]],
    ["-mira", [failed, token, refused]],
    ["%", []],
  ];
  for (const [q, entries] of expected) expect(await found(q), q).toEqual(entries);

  const page = await listEntries(auditor, { q: "", limit: 2, offset: 1 });
  expect(page.ok && page.value.rows.map(({ action }) => action)).toEqual(["user.deleted", "token.created"]);
  const told = await listEntries(auditor, { q: "actor:mira" });
  expect(told).toMatchObject({
    value: {
      rows: [
        { actor: { username: "mira" }, targetDeleted: true, targetName: "ada" },
        {
          actor: { username: "mira" },
          targetDeleted: true,
          changes: { status: ["active", "suspended"] },
          reason: "left",
        },
      ],
    },
  });
});

test("those who may read the audit log may, and nobody else; a mistake in the filter is told with its place", async () => {
  for (const role of [...roles, null]) {
    const actor = as(await aUser({ roles: role ? [role] : [] }));
    const may = role === "owner" || role === "auditor";
    expect(await listEntries(actor, {})).toMatchObject(may ? { ok: true } : { problem: { code: "forbidden" } });
    expect(await countEntries(actor, {})).toMatchObject(may ? { ok: true } : { problem: { code: "forbidden" } });
  }
  const auditor = as(await aUser({ roles: ["auditor"] }));
  expect(await listEntries(auditor, { q: "acton:login" })).toMatchObject({
    problem: { code: "invalid", fields: { q: expect.stringContaining("The nearest is action") } },
  });
  expect(await listEntries(auditor, { q: "action:user.suspend" })).toMatchObject({
    problem: { code: "invalid", fields: { q: expect.stringContaining("user.suspended") } },
  });
});

test("all that there are are counted alike, whether they are sealed yet, partly or not", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  for (let round = 0; round < 2; round++) {
    await signIn(nobody, { email: "nobody@example.com", password: "not it" });
    const there = await db().$count(auditEntries);
    expect(await countEntries(auditor, {})).toEqual({ ok: true, value: there });
    await sealEntries();
    expect(await db().$count(auditUnsealed)).toBe(0);
    expect(await countEntries(auditor, {})).toEqual({ ok: true, value: there });
  }
});

test("pages go by key, both ways, through every kind of filter; a key that is none is told", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  const names = ["zed-a", "zed-b", "ZED-C"];
  await db()
    .insert(auditEntries)
    .values(
      Array.from({ length: 97 }, (_, i) => ({
        at: new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 4)),
        action: i % 3 ? "user.updated" : "user.dormant",
        outcome: i % 5 ? ("done" as const) : ("refused" as const),
        actorKind: "system" as const,
        actorName: names[i % 3] ?? null,
        targetName: names[(i + 1) % 3] ?? null,
        address: `198.51.100.${i % 2}`,
      })),
    );
  await sealEntries(); // From here on the names are known by themselves; before, by what waits.
  for (const q of [
    "zed",
    "actor:zed-",
    "target:ZED-c",
    "actor:zed-a,zed-b",
    "action:user.dormant",
    "ip:198.51.100.1",
    "zed outcome:refused",
    "search:zed-a",
    "username:zed-c",
  ]) {
    const all = await listEntries(auditor, { q, limit: 1000 });
    if (!all.ok) throw new Error(all.problem.message);
    const wanted = all.value.rows.map(({ id }) => id);
    expect(wanted.length, q).toBeGreaterThan(10);
    expect(await countEntries(auditor, { q })).toEqual({ ok: true, value: wanted.length });

    const walk = async (way: "after" | "before", from?: string): Promise<string[]> => {
      const page = await listEntries(auditor, { q, limit: 10, ...(from && { [way]: from }) });
      if (!page.ok) throw new Error(page.problem.message);
      const { rows, next, previous, firstNumber } = page.value;
      expect(rows[0]?.id).toBe(wanted[firstNumber - 1]);
      const ids = rows.map(({ id }) => id);
      const on = way === "after" ? next : previous;
      if (way === "after") return on ? [...ids, ...(await walk(way, on))] : ids;
      return on ? [...(await walk(way, on)), ...ids] : ids;
    };
    expect(await walk("after"), q).toEqual(wanted);
    const last = await listEntries(auditor, { q, limit: 10, offset: wanted.length - 5 });
    const back = last.ok ? (last.value.previous ?? "") : "";
    expect(await walk("before", back), q).toEqual(wanted.slice(0, -5));
  }
  for (const after of ["nonsense", "W10", "WzEsMiwzXQ"]) {
    expect(await listEntries(auditor, { after })).toMatchObject({ problem: { code: "invalid" } });
  }
});
