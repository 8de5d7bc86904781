import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { aGroup, as, aUser, nobody, now, operator } from "@/test/people";
import { type Actor, nameOf } from "../actor";
import { type Role, roles } from "../permissions";
import type { Result } from "../result";
import type { User } from "../users/user";
import { createGroup } from "./create-group";
import { deleteGroup } from "./delete-group";
import { findPeople } from "./find-people";
import { getGroup } from "./get-group";
import type { Group } from "./group";
import { listGroupMembers } from "./list-group-members";
import { listGroups } from "./list-groups";
import { suggestMembers } from "./suggest-members";
import { updateGroup } from "./update-group";

/** Every role × every operation on groups, allowed and refused, from the roles table in its own words. */

type Act = {
  do: (actor: Actor, group: Group, member: User) => Promise<Result<unknown>>;
  changes: boolean;
  /** Changes nothing, but is for those who do. */
  manages?: true;
  /** What the audit log calls it. */
  action: string;
};

const acts: Record<string, Act> = {
  "list groups": { do: (actor) => listGroups(actor, {}), changes: false, action: "asked.users:read" },
  "get a group": {
    do: (actor, { id }) => getGroup(actor, { group: id }),
    changes: false,
    action: "asked.users:read",
  },
  "list members": {
    do: (actor, { id }) => listGroupMembers(actor, { groupId: id }),
    changes: false,
    action: "asked.users:read",
  },
  "look for somebody to add": {
    do: (actor, { id }) => suggestMembers(actor, { groupId: id, text: "a" }),
    changes: false,
    manages: true,
    action: "asked.groups:manage",
  },
  "look for many to add": {
    do: (actor, { id }, { username }) => findPeople(actor, { groupId: id, names: [username] }),
    changes: false,
    manages: true,
    action: "asked.groups:manage",
  },
  "create a group": {
    do: (actor, { name }) => createGroup(actor, { name: `${name}-2` }),
    changes: true,
    action: "group.created",
  },
  "rename a group": {
    do: (actor, { id, name }) => updateGroup(actor, { groupId: id, name: `${name}-3` }),
    changes: true,
    action: "group.updated",
  },
  "add themselves": {
    do: (actor, { id }) => updateGroup(actor, { groupId: id, addUsers: [nameOf(actor) ?? ""] }),
    changes: true,
    action: "group.updated",
  },
  "remove a member": {
    do: (actor, { id }, member) => updateGroup(actor, { groupId: id, removeUsers: [member.id] }),
    changes: true,
    action: "group.updated",
  },
  "delete a group": {
    do: (actor, { id }) => deleteGroup(actor, { groupId: id }),
    changes: true,
    action: "group.deleted",
  },
};

const holders: Role[][] = [[], ...roles.map((role) => [role]), ["template-admin", "auditor"]];

/** The roles table: owners and user admins manage groups; all four see who there is. */
const may = (held: Role[], { changes, manages }: Act) =>
  changes || manages ? held.includes("owner") || held.includes("user-admin") : held.length > 0;

const everything = async () => [await rows("groups"), await rows("group_members")];
const rows = (table: string) => db().execute(`select * from ${table} order by 1, 2`);

describe.each(Object.entries(acts))("%s", (_, act) => {
  test.each(holders.map((held) => ({ held, who: held.join("+") || "member", allowed: may(held, act) })))(
    "$who: $allowed",
    async ({ held, allowed }) => {
      const actor = await aUser({ roles: held });
      const member = await aUser();
      const group = await aGroup({ members: [member] });
      const before = await everything();

      const result = await act.do(as(actor), group, member);

      if (allowed) {
        expect(result).toMatchObject({ ok: true });
        if (act.changes) expect(await everything()).not.toEqual(before);
        return;
      }
      expect(result).toMatchObject({ ok: false, problem: { code: "forbidden" } });
      expect(await everything()).toEqual(before);
      const recorded = (await db().select().from(auditEntries)).filter((entry) => entry.actorId === actor.id);
      expect(recorded).toMatchObject([{ action: act.action, outcome: "refused", reason: "forbidden" }]);
    },
  );

  test("someone signed out: false", async () => {
    const member = await aUser();
    const group = await aGroup({ members: [member] });
    const result = await act.do(nobody, group, member);
    expect(result).toMatchObject({ ok: false, problem: { code: "signed_out" } });
  });

  test(`through a token for reading: ${!act.changes}`, async () => {
    const owner = await aUser({ roles: ["owner"] });
    const member = await aUser();
    const actor = as(owner);
    const session = { ...actor.session, kind: "token", scope: "read" } as const;
    const result = await act.do({ ...actor, session }, await aGroup({ members: [member] }), member);
    expect(result).toMatchObject(act.changes ? { ok: false, problem: { code: "read_only" } } : { ok: true });
  });
});

test("the operator at the host manages groups", async () => {
  const ada = await aUser();
  const made = await createGroup(operator, { name: "made-at-the-host" });
  if (!made.ok) throw new Error(made.problem.message);
  expect(await updateGroup(operator, { groupId: made.value.id, addUsers: [ada.username] })).toMatchObject({ ok: true });
  expect(await deleteGroup(operator, { groupId: made.value.id })).toMatchObject({ ok: true });
  expect(await now(ada)).toEqual(ada);
});
