import { expect, test } from "vitest";
import type { AuditEntry } from "./list-user-entries";
import { sentenceOf } from "./sentence";

const entry = (told: Partial<AuditEntry>): AuditEntry => ({
  ...{ id: "", at: new Date(0), action: "user.suspended", outcome: "done", reason: null, actorKind: "user" },
  ...{ actorName: "mira", address: null, targetName: "ada", changes: {} },
  ...told,
});

test.each<[Partial<AuditEntry>, string]>([
  [{}, "mira suspended ada"],
  [{ reason: "left" }, "mira suspended ada: left"],
  [{ outcome: "refused", reason: "owner_protected" }, "mira tried to suspend ada, and was refused: owner protected"],
  [
    { outcome: "refused", action: "asked.users:read" },
    "mira tried to look at what is not theirs to see, and was refused",
  ],
  [
    {
      action: "session.opened",
      outcome: "refused",
      reason: "wrong_credentials",
      actorKind: "anonymous",
      actorName: "a@example.com",
    },
    "a@example.com tried to sign in as ada, and was refused: wrong credentials",
  ],
  [{ action: "user.updated", changes: { name: ["", "Ada"] } }, "mira changed the name of ada"],
  [
    { action: "user.updated", targetName: "mira", changes: { name: ["", "M"], email: [null, "m"] } },
    "mira changed their own name and email",
  ],
  [{ action: "token.created", changes: { token: [null, "backups"] } }, "mira made a token for ada, “backups”"],
  [{ action: "session.ended", changes: { token: ["backups", null] } }, "mira deleted a token of ada, “backups”"],
  [{ actorKind: "system", actorName: null, action: "user.dormant" }, "The system marked ada dormant"],
])("%o: %s", (told, sentence) => {
  const { who, what } = sentenceOf(entry(told));
  expect(`${who} ${what}`).toBe(sentence);
});
