import postgres from "postgres";
import { Asked } from "./asked";

/**
 * The least that the users page can be in this framework: what it asks (whose session it is; 26 users with their groups, and how many there are),
 * asked by the driver alone, each time by itself; its rows as data for the browser; and as much markup, drawn from them. No filter is read, nobody's rights are
 * looked at, nothing can be filtered, sorted, opened or turned.
 */

const sql = postgres(process.env.DATABASE_URL ?? "", { max: 10, onnotice: () => {} }); // Without one while it is built.

let id;
const anySession = async () => {
  const [session] = await sql`select id from sessions where expires_at > now() limit 1`;
  return session.id;
};
const session = () => sql`
  select s.secret_hash, s.kind, s.scope, s.last_used_at, u.id, u.username, u.name, u.email, u.status, u.login_type,
    u.created_at, u.updated_at, n.last_seen_at, array(select role from user_roles where user_id = u.id) as roles
  from sessions s join users u on u.id = s.user_id join user_seen n on n.user_id = u.id where s.id = ${id} and s.expires_at > now()`;
const users = () => sql`
  select u.id, u.username, u.email, u.name, u.status, u.status_since, u.status_by, u.status_reason, u.login_type, u.created_at, u.updated_at,
    u.temporary_password_expires_at, u.version, s.last_seen_at, array(select role from user_roles where user_id = u.id) as roles,
    array(select g.name from group_members m join groups g on g.id = m.group_id where m.user_id = u.id order by lower(g.name) collate "C") as groups
  from users u join user_seen s on s.user_id = u.id where u.deleted_at is null order by u.username_key limit 26`;
const count = () => sql`select sum(count)::int as total from user_counts`;

export const dynamic = "force-dynamic";

export default async function Page() {
  id ??= await anySession();
  const [viewer] = await session();
  const [found, [{ total }]] = await Promise.all([users(), count()]);
  return <Asked viewer={{ id: viewer.id, name: viewer.name }} people={found.slice(0, 25)} total={total} />;
}
