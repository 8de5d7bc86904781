import type postgres from "postgres";

/** What has to be so in every database of Roster's, whatever happened: each counts the rows that break it. */
const rules: Record<string, string> = {
  "users whose last status change tells another status": `
    select count(*) from users u where (select to_status from user_status_changes where user_id = u.id order by at desc, id desc limit 1)
      is distinct from case when deleted_at is null then status end`,
  "users without a row of when they were seen": `
    select count(*) from users u left join user_seen s on s.user_id = u.id
    where s.user_id is null or s.status_since <> u.status_since
      or s.status is distinct from case when u.deleted_at is null then u.status end`,
  "numbers of users that are kept and do not add up": `
    select count(*) from (select status, login_type, sum(count) as n from user_counts group by 1, 2) kept
    full join (select status, login_type, count(*) as n from users where deleted_at is null group by 1, 2) there
      using (status, login_type)
    where coalesce(kept.n, 0) <> coalesce(there.n, 0)`,
  "numbers of members that are kept and do not add up": `
    select count(*) from (select group_id, sum(count) as n from group_member_counts group by 1) kept
    full join (select group_id, count(*) as n from group_members group by 1) there using (group_id)
    where coalesce(kept.n, 0) <> coalesce(there.n, 0)`,
  "hours in the history of statuses that do not add up": `
    with kept as (select hour, status, by from user_status_hours), there as (
      select date_trunc('hour', at, 'UTC') as hour, status, by
      from user_status_changes, lateral (values (to_status, 1), (from_status, -1)) step (status, by)
    ), differences as (
      -- Those of more than 400 days ago are put together.
      select case when hour > now() - interval '390 days' then hour end as hour, status, sum(by) as n
      from (table kept union all select hour, status, -by from there) each where status is not null group by 1, 2
    )
    select count(*) from differences where n <> 0`,
  "members or holders of a role who are deleted": `
    select count(*) from (select user_id from group_members union all select user_id from user_roles) link
    join users u on u.id = link.user_id where u.deleted_at is not null`,
  "sessions of suspended or deleted users": `
    select count(*) from sessions s join users u on u.id = s.user_id where u.deleted_at is not null or u.status = 'suspended'`,
  "sessions by signing in without an entry": `
    select count(*) from sessions s where kind <> 'token'
      and not exists (select from audit_entries a where a.session_id = s.id and a.action = 'session.opened')`,
  "users without the entry of their making": `
    select count(*) from users u
    where not exists (select from audit_entries a where a.target_id = u.id and a.action = 'user.created' and a.outcome = 'done')`,
  "groups without the entry of their making": `
    select count(*) from groups g
    where not exists (select from audit_entries a where a.target_id = g.id and a.action = 'group.created' and a.outcome = 'done')`,
  "entries that are not sealed": "select count(*) from audit_unsealed",
};

/** The rules that do not hold, with how many rows break each. */
export async function halfDone(sql: postgres.Sql): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const [row] = await sql.unsafe<{ count: string }[]>(query);
    if (Number(row?.count) > 0) broken.push(`${row?.count} ${rule}`);
  }
  return broken;
}
