import { expect, test } from "vitest";
import { as, aUser, auditOf, nobody, signedIn } from "@/test/people";
import { roles } from "../permissions";
import { createToken } from "../sessions/create-token";
import { signIn } from "../sessions/sign-in";
import { deleteUser } from "../users/delete-user";
import { suspendUser } from "../users/suspend-user";
import { countEntries, listEntries } from "./list-entries";

test("each key finds what it names, and nothing else", async () => {
  const auditor = as(await aUser({ roles: ["auditor"] }));
  const mira = await aUser({ username: "mira", roles: ["owner"] });
  const [ada, grace] = [await aUser({ username: "ada" }), await aUser({ username: "grace" })];
  const admin = await signedIn(mira);
  await suspendUser(admin, { userId: ada.id, reason: "left" });
  await suspendUser(as(grace), { userId: ada.id });
  await createToken(as(grace), { userId: grace.id, name: "Backups" });
  await deleteUser(admin, { userId: ada.id });
  await signIn(nobody, { email: "nobody@example.com", password: "not it" });
  const [suspended] = (await auditOf(ada)).filter(
    ({ action, outcome }) => action === "user.suspended" && outcome === "done",
  );

  const found = async (q: string) => {
    const [list, count] = [await listEntries(auditor, { q }), await countEntries(auditor, { q })];
    if (!list.ok) throw new Error(list.problem.message);
    expect(count).toEqual({ ok: true, value: list.value.length });
    return list.value.map(({ action, outcome, actorName }) => `${actorName} ${action} ${outcome}`);
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
    ["action:toString", []],
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
  expect(page.ok && page.value.map(({ action }) => action)).toEqual(["user.deleted", "token.created"]);
  const told = await listEntries(auditor, { q: "actor:mira" });
  expect(told).toMatchObject({
    value: [
      { actor: { username: "mira" }, targetDeleted: true, targetName: "ada" },
      {
        actor: { username: "mira" },
        targetDeleted: true,
        changes: { status: ["active", "suspended"] },
        reason: "left",
      },
    ],
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
});
