import type { Context } from "../context";
import { interleaved, median, quantile } from "../measure";
import { groupName } from "../people/fill";
import { round } from "../report";

export type Read = () => Promise<unknown>;

/** P, warmed: what everything is told in. */
export async function primaryKeyRead({ bare }: Context): Promise<Read> {
  const [one] = await bare`select id from users offset 10 limit 1`;
  const read = () => bare`select id, username, email, name, status, created_at from users where id = ${one?.id}`;
  for (let i = 0; i < 500; i++) await read();
  return read;
}

/** Reads what a page shows of so many users whose ids are known, and who stand side by side. */
export async function usersByIds({ bare }: Context, howMany: number): Promise<Read> {
  const people = await bare<
    { id: string }[]
  >`select id from users where deleted_at is null order by username_key limit ${howMany}`;
  const ids = people.map(({ id }) => id);
  return () => bare`
    select u.id, u.username, u.name, u.email, u.status, u.login_type, u.created_at, u.updated_at, u.version, s.last_seen_at,
      array(select role from user_roles where user_id = u.id) as roles
    from users u join user_seen s on s.user_id = u.id where u.id = any(${ids}) order by u.username_key`;
}

/**
 * What the parts of finding users cost by themselves: reading a page of them whose ids are known; finding all who have a text or are in a group, and when each was
 * seen, where that is the order; passing those who come before them; and looking at everyone, which whoever counts has to do where no index knows better.
 */
export async function leastPossible(it: Context, primaryKey: Read) {
  const { bare, rounds, users } = it;
  const known = await usersByIds(it, 26);
  // The last condition is one that no index answers: PostgreSQL would read one that is walked from end to end instead.
  const withText = (text: string) =>
    bare`select count(*) from users where deleted_at is null and search_text like ${`%${text}%`} and version > 0`;
  const times = await interleaved(rounds, {
    "one read by primary key": primaryKey,
    "26 users by their ids": known,
    "how many have “zubiri” in the index of texts": () => withText("zubiri"),
    "how many have “maria-smith” there": () => withText("maria-smith"),
    "how many have “maria” there": () => withText("maria"),
    "when each of the group “Finance 2” was seen": () =>
      bare`select count(*) from group_members m join groups g on g.id = m.group_id join user_seen s on s.user_id = m.user_id
        where g.name = ${groupName(40)} and s.last_seen_at > '-infinity'`,
    "when each of those with “q”, “x” and “7” was seen": () =>
      bare`select count(*) from users u join user_seen s on s.user_id = u.id
        where u.deleted_at is null and short_grams(search_text) @> array['q', 'x', '7'] and u.version > 0 and s.last_seen_at >= '-infinity'`,
    "who was created lately, among a fifteenth of all, the longest unseen first": () =>
      bare`select count(*) from (select user_id from user_seen order by last_seen_at, user_id limit ${Math.ceil(users / 15)}) s
        cross join lateral (select created_at from users where id = s.user_id offset 0) u where u.created_at > now() - interval '1 day'`,
    "how many there are in an index, without a question": () =>
      bare`select count(*) from users where deleted_at is null and username_key <> ''`,
    "the same, looking for “halden.example” in each": () =>
      bare`select count(*) from users where deleted_at is null and search_text like '%halden.example%'`,
  });
  const unit = median(times["one read by primary key"]);
  return Object.entries(times).map(([name, those]) => [
    name,
    round(median(those) / unit),
    round(quantile(those, 0.95) / unit),
    `${round(median(those))} ms`,
  ]);
}
