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

/**
 * What no way to find users can be quicker than: reading a page of them whose ids are known; finding all who have a text; and looking at everyone,
 * which whoever counts has to do where no index knows better.
 */
export async function leastPossible({ bare, rounds }: Context, primaryKey: Read) {
  const people = await bare<
    { id: string }[]
  >`select id from users where deleted_at is null order by username_key limit 26`;
  const ids = people.map(({ id }) => id);
  const known = () => bare`
    select u.id, u.username, u.name, u.email, u.status, u.login_type, u.created_at, u.updated_at, u.version, s.last_seen_at,
      array(select role from user_roles where user_id = u.id) as roles
    from users u join user_seen s on s.user_id = u.id where u.id = any(${ids}) order by u.username_key`;
  // The last condition is one that no index answers: PostgreSQL would read one that is walked from end to end instead.
  const withText = (text: string) =>
    bare`select count(*) from users where deleted_at is null and search_text like ${`%${text}%`} and version > 0`;
  const times = await interleaved(rounds, {
    "one read by primary key": primaryKey,
    "26 users by their ids": known,
    "how many have “zubiri” in the index of texts": () => withText("zubiri"),
    "how many have “maria-smith” there": () => withText("maria-smith"),
    "when each of the group “Finance 2” was seen": () =>
      bare`select count(*) from group_members m join groups g on g.id = m.group_id join user_seen s on s.user_id = m.user_id
        where g.name = ${groupName(40)} and s.last_seen_at > '-infinity'`,
    "how many there are in an index, without a question": () =>
      bare`select count(*) from users where deleted_at is null and username_key <> ''`,
  });
  const unit = median(times["one read by primary key"]);
  return Object.entries(times).map(([name, those]) => [
    name,
    round(median(those) / unit),
    round(quantile(those, 0.95) / unit),
    `${round(median(those))} ms`,
  ]);
}
