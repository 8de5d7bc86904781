import { expect, test } from "vitest";
import type { AuditEntry } from "./list-user-entries";
import { sentenceOf, sentenceText } from "./sentence";

const entry = (told: Partial<AuditEntry>): AuditEntry => ({
  ...{ id: "", at: new Date(0), action: "user.suspended", outcome: "done", reason: null, actorKind: "user" },
  ...{ actorName: "mira", address: null, targetType: "user", targetName: "ada", changes: {} },
  ...told,
});

test.each<[Partial<AuditEntry>, string]>([
  [{}, "mira suspended ada"],
  [{ reason: "left" }, "mira suspended ada: left"],
  [
    { outcome: "refused", reason: "owner_protected" },
    "mira tried to suspend ada, and was refused: only an owner acts on an owner",
  ],
  [
    { outcome: "refused", action: "asked.users:read" },
    "mira tried to look at what only others may see of ada, and was refused",
  ],
  [
    { outcome: "refused", action: "asked.audit:read", targetName: null, reason: "forbidden" },
    "mira tried to read the audit log, and was refused: their roles do not allow it",
  ],
  [
    { action: "group.updated", targetName: "ops", changes: { added: [null, ["ada"]] } },
    "mira added ada to the group ops",
  ],
  [
    {
      action: "group.updated",
      targetName: "ops",
      changes: { removed: [["a", "b", "c", "d"], null], name: ["ops", "op"] },
    },
    "mira removed 4 members from the group ops and renamed it from ops to op",
  ],
  [{ action: "group.updated", targetName: "ops", changes: { displayName: ["", "Ops"] } }, "mira changed the group ops"],
  [
    { action: "group.updated", outcome: "refused", reason: "forbidden", targetType: "group", targetName: "Everyone" },
    "mira tried to change the group Everyone, and was refused: it holds all users and cannot be changed",
  ],
  [
    { action: "group.updated", outcome: "refused", reason: "forbidden", targetType: "group", targetName: "ops" },
    "mira tried to change the group ops, and was refused: their roles do not allow it",
  ],
  [
    {
      action: "session.opened",
      outcome: "refused",
      reason: "wrong_credentials",
      actorKind: "anonymous",
      actorName: "a@example.com",
    },
    "Someone tried to sign in as ada, and was refused: wrong email or password",
  ],
  [
    {
      action: "session.opened",
      outcome: "refused",
      reason: "rate_limited",
      actorKind: "anonymous",
      actorName: "nobody@example.com",
      targetName: null,
    },
    "Someone tried to sign in as nobody@example.com, and was refused: too many attempts",
  ],
  [
    { action: "user.password_reset_asked", actorKind: "anonymous", actorName: null },
    "Someone asked for a new password for ada",
  ],
  [
    { action: "user.created", outcome: "refused", reason: "taken" },
    "mira tried to create ada, and was refused: the name or email is taken",
  ],
  [
    { action: "group.created", outcome: "refused", reason: "forbidden", targetType: null, targetName: null },
    "mira tried to make a group, and was refused: their roles do not allow it",
  ],
  [{ action: "user.updated", changes: { name: ["", "Ada"] } }, "mira changed the name of ada"],
  [
    { action: "user.updated", targetName: "mira", changes: { name: ["", "M"], email: [null, "m"] } },
    "mira changed their own name and email",
  ],
  [{ action: "token.created", changes: { token: [null, "backups"] } }, "mira made a token for ada, “backups”"],
  [{ action: "session.ended", changes: { token: ["backups", null] } }, "mira deleted a token of ada, “backups”"],
  [{ actorKind: "operator", actorName: "root", action: "backup.taken", targetName: null }, "root backed up everything"],
  [
    { action: "backup.restored", targetName: null, changes: { taken: [null, "2026-11-26T02:00:00.000Z"] } },
    "mira restored the backup of 2026-11-26T02:00:00.000Z",
  ],
  [{ actorKind: "system", actorName: null, action: "user.dormant" }, "The system marked ada dormant"],
])("%o: %s", (told, sentence) => {
  expect(sentenceText(entry(told))).toBe(sentence);
});

test("the name stands apart, also where its letters are in other words", () => {
  expect(sentenceOf(entry({ targetName: "s", reason: "as said" }))).toEqual({
    ...{ who: "mira", before: "suspended ", name: "s", after: ": as said" },
  });
});
