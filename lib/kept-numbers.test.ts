import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { userStatusChanges } from "@/db/schema";
import { aGroup, as, aUser, daysAgo } from "@/test/people";
import { untilSomebodyWaits } from "@/test/waiting";
import { deleteGroup } from "./groups/delete-group";
import { getGroup } from "./groups/get-group";
import { updateGroup } from "./groups/update-group";
import { foldNumbers } from "./kept-numbers";
import { countStatuses } from "./users/count-statuses";
import { deleteUser } from "./users/delete-user";
import { updateProfile } from "./users/update-profile";
import { userStatuses } from "./users/user";

/** What is kept is what would be counted, whatever was done, before it is put together and after. */

const kept = async () => {
  const rows = await db().execute<{ id: string; count: number }>(sql`
    select group_id as id, sum(count)::int as count from group_member_counts group by 1 having sum(count) <> 0 order by 1`);
  return [...rows];
};

const counted = async () => {
  const rows = await db().execute(
    sql`select group_id as id, count(*)::int as count from group_members group by 1 order by 1`,
  );
  return [...rows];
};

const rowsOf = async (table: string) => {
  const [row] = await db().execute<{ count: number }>(sql`select count(*)::int as count from ${sql.raw(table)}`);
  return row?.count ?? 0;
};

test("a group has as many members as are counted, whoever comes, goes, is renamed or deleted", async () => {
  const owner = as(await aUser({ roles: ["owner"] }));
  const [ada, bea, cleo, dora] = [await aUser(), await aUser(), await aUser(), await aUser()];
  const both = await aGroup({ members: [ada, bea, cleo] });
  const gone = await aGroup({ members: [ada, dora] });
  const membersNow = async () => {
    const answer = await getGroup(owner, { group: both.id });
    return answer.ok && answer.value.memberCount;
  };
  const steps: [() => Promise<unknown>, number][] = [
    [async () => ({}), 3],
    [() => updateGroup(owner, { groupId: both.id, addUsers: [dora.id], removeUsers: [ada.id, bea.id] }), 2],
    [() => updateProfile(owner, { userId: cleo.id, username: "renamed-cleo" }), 2],
    [() => deleteUser(owner, { userId: dora.id }), 1],
    [() => deleteGroup(owner, { groupId: gone.id }), 1],
    [() => db().execute(sql`delete from users where id = ${cleo.id}`), 0],
    [() => db().execute(sql`insert into group_members (group_id, user_id) select ${both.id}, ${bea.id}`), 1],
    [() => db().execute(sql`update group_members set user_id = ${ada.id}, group_id = ${both.id}`), 1],
  ];
  for (const [act, members] of steps) {
    expect(await act()).not.toMatchObject({ ok: false });
    for (let folded = 0; folded < 2; folded++) {
      expect(await membersNow()).toBe(members);
      expect(await kept()).toEqual(await counted());
      await foldNumbers();
    }
    expect(await rowsOf("group_member_counts")).toBe((await counted()).length);
  }
});

test("where all go at once, what is put together meanwhile goes with them", async () => {
  const group = await aGroup({ members: [await aUser(), await aUser()] });
  await db().execute(sql`insert into group_members (group_id, user_id) values (${group.id}, ${(await aUser()).id})`);
  let truncated: Promise<unknown> = Promise.resolve();
  await db().transaction(async (tx) => {
    await tx.execute(sql`with taken as (delete from group_member_counts returning *)
      insert into group_member_counts select group_id, sum(count) from taken group by 1`);
    truncated = db().execute(sql`truncate group_members`);
    truncated.catch(() => {}); // Said below.
    await untilSomebodyWaits();
  });
  await truncated;
  expect(await kept()).toEqual([]);
});

test("nothing is lost or told twice where several put together what others add to", async () => {
  const people = await Promise.all(Array.from({ length: 40 }, () => aUser()));
  const group = await aGroup({ members: [] });
  const join = ({ id }: { id: string }) =>
    db().execute(sql`insert into group_members (group_id, user_id) values (${group.id}, ${id})`);
  await Promise.all(people.flatMap((one, place) => (place % 4 ? [join(one)] : [join(one), foldNumbers()])));
  expect(await kept()).toEqual(await counted());
  expect(await kept()).toContainEqual({ id: group.id, count: 40 });
});

test("the history of statuses is that of the changes, also of those that are too old to be asked for", async () => {
  const owner = as(await aUser({ roles: ["owner"] }));
  const user = await aUser();
  const change = (age: number, from: number | null, to: number | null) =>
    db()
      .insert(userStatusChanges)
      .values({
        ...{ userId: user.id, actorKind: "system", at: daysAgo(age) },
        from: from === null ? null : userStatuses[from],
        to: to === null ? null : userStatuses[to],
      });
  for (let i = 0; i < 30; i++) await change(350 + i * 7, i % 4 ? i % 3 : null, (i + 1) % 3);
  for (let i = 0; i < 30; i++) await change(i * 3, i % 3, i % 5 ? (i + 1) % 3 : null);

  const days = async () => {
    const history = await countStatuses(owner, { days: 365 });
    if (!history.ok) throw new Error(history.problem.message);
    const each = userStatuses.map((status) => history.value[status].slice(0, -1));
    return each.map((counts) => counts.map(({ date, count }) => [date.toISOString(), count]));
  };
  const unfolded = await days();
  const rows = await rowsOf("user_status_hours");
  for (let round = 0; round < 3; round++) {
    await foldNumbers();
    expect(await days()).toEqual(unfolded);
  }
  expect(await rowsOf("user_status_hours")).toBeLessThan(rows);
  expect(await rowsOf("user_status_hours where hour < now() - interval '401 days'")).toBeLessThanOrEqual(3);

  // From before what was put together, and within it.
  await change(900, null, 0);
  await db().execute(
    sql`delete from user_status_changes where user_id = ${user.id} and at < now() - interval '380 days'`,
  );
  await db().execute(
    sql`update user_status_changes set from_status = null where user_id = ${user.id} and at < now() - interval '20 days'`,
  );
  await foldNumbers();
  const told = await days();
  for (const [place, status] of userStatuses.entries()) {
    const [end, count] = told[place]?.at(-1) ?? [];
    const [row] = await db().execute<{ count: number }>(sql`
      select (count(*) filter (where to_status = ${status}) - count(*) filter (where from_status = ${status}))::int as count
      from user_status_changes where at < ${end}::timestamptz`);
    expect(count).toBe(row?.count);
  }
});
