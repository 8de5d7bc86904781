import { describe, expect, test } from "vitest";
import { aSession, aUser, auditOf, everythingOf, password, signedIn } from "@/test/people";
import type { SignedIn } from "../actor";
import { can, everyPermission, type Role, roles } from "../permissions";
import type { ProblemCode } from "../problems";
import type { Result } from "../result";
import { createToken } from "../sessions/create-token";
import { endSession } from "../sessions/end-session";
import { endSessions } from "../sessions/end-sessions";
import { activateUser } from "./activate-user";
import { deleteUser } from "./delete-user";
import { resetPassword } from "./reset-password";
import { setRoles } from "./set-roles";
import { suspendUser } from "./suspend-user";
import { updateProfile } from "./update-profile";
import type { User } from "./user";

/**
 * Every actor role × every target role × every operation on a user, allowed and refused. What is expected is worked out
 * here from the five rules in their own words, apart from the code that holds them.
 */

type Act = {
  /** The row of the roles table that it takes; null: everybody, on themselves only. */
  takes: (actor: { roles: Role[] }) => boolean;
  onSelf: "never" | "always" | "with the power";
  takesOver: boolean;
  do: (actor: SignedIn, target: User, sessionId: string) => Promise<Result<unknown>>;
};

const isUserManager = ({ roles }: { roles: Role[] }) => roles.includes("owner") || roles.includes("user-admin");

const acts: Record<string, Act> = {
  suspend: {
    takes: isUserManager,
    onSelf: "never",
    takesOver: false,
    do: (actor, { id }) => suspendUser(actor, { userId: id }),
  },
  activate: {
    takes: isUserManager,
    onSelf: "with the power",
    takesOver: false,
    do: (actor, { id }) => activateUser(actor, { userId: id }),
  },
  delete: {
    takes: isUserManager,
    onSelf: "never",
    takesOver: false,
    do: (actor, { id }) => deleteUser(actor, { userId: id }),
  },
  rename: {
    takes: isUserManager,
    onSelf: "always",
    takesOver: false,
    do: (actor, { id }) => updateProfile(actor, { userId: id, name: "Somebody Else" }),
  },
  "change email": {
    takes: isUserManager,
    onSelf: "with the power",
    takesOver: true,
    do: (actor, { id }) => updateProfile(actor, { userId: id, email: `new-${id}@example.com` }),
  },
  "reset password": {
    takes: isUserManager,
    onSelf: "never",
    takesOver: true,
    do: (actor, { id }) => resetPassword(actor, { userId: id, password: `temporary ${password}` }),
  },
  "make a token": {
    takes: isUserManager,
    onSelf: "always",
    takesOver: true,
    do: (actor, { id }) => createToken(actor, { userId: id, name: "Backups" }),
  },
  "end one session": {
    takes: isUserManager,
    onSelf: "always",
    takesOver: false,
    do: (actor, { id }, sessionId) => endSession(actor, { userId: id, sessionId }),
  },
  "end all sessions": {
    takes: isUserManager,
    onSelf: "always",
    takesOver: false,
    do: (actor, { id }) => endSessions(actor, { userId: id }),
  },
  "set roles": {
    takes: ({ roles }) => roles.includes("owner"),
    onSelf: "never",
    takesOver: false,
    do: (actor, { id }) => setRoles(actor, { userId: id, roles: ["auditor", "template-admin"] }),
  },
};

const holders: Role[][] = [
  [],
  ...roles.map((role) => [role]),
  ["user-admin", "template-admin"],
  ["user-admin", "auditor"],
];
const called = (held: Role[]) => held.join("+") || "member";

/** What must come of it: null for allowed. */
function expected(act: Act, actor: Role[], target: Role[] | "self"): ProblemCode | null {
  const self = target === "self";
  if (self && act.onSelf === "always") return null;
  const seesOthers = actor.length > 0;
  if (!act.takes({ roles: actor })) return !self && !seesOthers ? "not_found" : "forbidden";
  if (self) return act.onSelf === "never" ? "self_target" : null;
  if (target.includes("owner") && !actor.includes("owner")) return "owner_protected";
  const holdsMore = everyPermission.some((power) => can({ roles: target }, power) && !can({ roles: actor }, power));
  return act.takesOver && holdsMore ? "above_you" : null;
}

describe.each(Object.entries(acts))("%s", (_, act) => {
  const cases = holders.flatMap((actor) =>
    [...holders, "self" as const].map((target) => ({ actor, target, problem: expected(act, actor, target) })),
  );

  test.each(
    cases.map((it) => ({ ...it, who: called(it.actor), whom: it.target === "self" ? "self" : called(it.target) })),
  )("$who on $whom: $problem", async ({ actor: actorRoles, target: targetRoles, problem }) => {
    await aUser({ roles: ["owner"] });
    const actor = await aUser({ roles: actorRoles });
    const target = targetRoles === "self" ? actor : await aUser({ roles: targetRoles, status: "dormant" });
    const { sessionId } = await aSession({ ...target, status: "active" });
    const self = await signedIn(actor);
    const before = await everythingOf(target);

    const result = await act.do(self, target, sessionId);

    if (problem === null) {
      expect(result).toMatchObject({ ok: true });
    } else {
      expect(result).toMatchObject({ ok: false, problem: { code: problem } });
      expect(await everythingOf(target)).toEqual(before);
      expect(await auditOf(target)).toMatchObject([{ outcome: "refused", reason: problem, actorId: actor.id }]);
    }
  });
});
