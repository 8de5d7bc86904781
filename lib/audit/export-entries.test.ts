import { expect, test } from "vitest";
import { db } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { as, aUser, signedIn } from "@/test/people";
import { roles } from "../permissions";
import { suspendUser } from "../users/suspend-user";
import { exportEntries } from "./export-entries";
import { csvHead, csvLine, jsonLine } from "./export-lines";
import type { FullEntry } from "./find";
import { listEntries } from "./list-entries";

async function exported(actor: Parameters<typeof exportEntries>[0], q: string, format: "csv" | "jsonl" = "csv") {
  const result = await exportEntries(actor, { q, format });
  if (!result.ok) throw new Error(result.problem.message);
  const all: FullEntry[] = [];
  for await (const batch of result.value) all.push(...batch);
  return all;
}

test("what is filtered is taken away, all of it, the newest first; and that is in the log", async () => {
  const auditor = await signedIn(await aUser({ roles: ["auditor"] }));
  await db()
    .insert(auditEntries)
    .values(
      Array.from({ length: 1203 }, (_, i) => ({
        at: new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 3)),
        action: "user.updated",
        outcome: "done" as const,
        actorKind: "system" as const,
        targetName: `person-${i % 2}`,
      })),
    );
  const all = await exported(auditor, "target:person-1");
  expect(all).toHaveLength(601);
  expect(all.every(({ targetName }) => targetName === "person-1")).toBe(true);
  expect(new Set(all.map(({ id }) => id)).size).toBe(601);
  expect(all.map(({ at }) => at.getTime())).toEqual(all.map(({ at }) => at.getTime()).toSorted((a, b) => b - a));

  const log = await listEntries(auditor, { q: "action:audit.exported" });
  expect(log).toMatchObject({
    value: {
      rows: [{ actorName: auditor.username, changes: { filter: [null, "target:person-1"], format: [null, "csv"] } }],
    },
  });
});

test("a name that a spreadsheet would take for a formula is none in the CSV", async () => {
  const owner = await signedIn(await aUser({ roles: ["owner"] }));
  const ada = await aUser();
  const reasons = [
    '=HYPERLINK("http://evil")',
    "+1",
    "-1",
    "@x",
    "\t=1",
    " =1",
    "＝1",
    "|calc",
    'say "hi", bye',
    "plain",
    "line\nbreak",
  ];
  for (const reason of reasons.filter((it) => !/[\t\n]/.test(it))) {
    await suspendUser(owner, { userId: ada.id, reason });
    await db().execute(`update users set status = 'active' where id = '${ada.id}'`);
  }
  const entries = await exported(owner, `target:${ada.username} action:user.suspended`);
  const [sample] = entries;
  const cells = reasons.map((reason) => csvLine({ ...(sample as FullEntry), reason }));
  for (const [i, reason] of reasons.entries()) {
    const dangerous = /^\s*[=+\-@\t|＝]/.test(reason);
    const cell = (dangerous ? `'${reason}` : reason).replaceAll('"', '""');
    expect(cells[i]).toContain(/[",\n]/.test(cell) ? `,"${cell}",` : `,${cell},`);
  }
  expect(csvHead.split(",")).toHaveLength(17);
  expect(JSON.parse(jsonLine(sample as FullEntry))).toMatchObject({ action: "user.suspended", target: ada.username });
});

test("whoever may read the log may take it away, and nobody else", async () => {
  for (const role of [...roles, null]) {
    const may = role === "owner" || role === "auditor";
    const asked = await exportEntries(as(await aUser({ roles: role ? [role] : [] })), { format: "csv" });
    expect(asked).toMatchObject(may ? { ok: true } : { problem: { code: "forbidden" } });
  }
  const auditor = as(await aUser({ roles: ["auditor"] }));
  expect(await exportEntries(auditor, { q: "acton:x", format: "csv" })).toMatchObject({ problem: { code: "invalid" } });
});
