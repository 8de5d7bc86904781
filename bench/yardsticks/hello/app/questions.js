import postgres from "postgres";
import { cache } from "react";

/** What the users page asks, by the driver alone: whose session it is, once a request; 25 users with their groups; and how many there are. */

const sql = postgres(process.env.DATABASE_URL ?? "", { max: 10, onnotice: () => {} }); // Without one while it is built.

let id;
const anySession = async () => {
  const [session] = await sql`select id from sessions where expires_at > now() limit 1`;
  return session.id;
};

export const viewerOf = cache(async () => {
  id ??= await anySession();
  const [viewer] = await sql`
    select s.secret_hash, s.kind, s.scope, s.last_used_at, u.id, u.username, u.name, u.email, u.status, u.login_type,
      u.created_at, u.updated_at, n.last_seen_at, array(select role from user_roles where user_id = u.id) as roles
    from sessions s join users u on u.id = s.user_id join user_seen n on n.user_id = u.id where s.id = ${id} and s.expires_at > now()`;
  return { id: viewer.id, name: viewer.name };
});

export const users = async () => {
  const found = await sql`
    select u.id, u.username, u.email, u.name, u.status, u.status_since, u.status_by, u.status_reason, u.login_type, u.created_at, u.updated_at,
      u.temporary_password_expires_at, u.version, s.last_seen_at, array(select role from user_roles where user_id = u.id) as roles,
      array(select g.name from group_members m join groups g on g.id = m.group_id where m.user_id = u.id order by lower(g.name) collate "C") as groups
    from users u join user_seen s on s.user_id = u.id where u.deleted_at is null order by u.username_key limit 26`;
  return found.slice(0, 25);
};

export const count = async () => {
  const [{ total }] = await sql`select sum(count)::int as total from user_counts`;
  return total;
};
