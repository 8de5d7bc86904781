import { createServer } from "node:http";
import postgres from "postgres";

/**
 * What `users/me` and the list can be at most on this machine and through this driver: bare `node:http` that asks the same prepared questions
 * (whose session it is; for the list also the page and how many match, at once), and writes the same users as JSON. No filter is read,
 * nobody's rights are looked at, nothing is counted or logged.
 */

const sql = postgres(process.env.DATABASE_URL, { max: 10, onnotice: () => {} });
const [{ id }] = await sql`select id from sessions where kind = 'token' and expires_at > now() limit 1`;
const session = () => sql`
  select s.secret_hash, s.kind, s.scope, s.last_used_at, u.id, u.username, u.name, u.email, u.status, u.login_type,
    u.created_at, u.updated_at, n.last_seen_at, array(select role from user_roles where user_id = u.id) as roles
  from sessions s join users u on u.id = s.user_id join user_seen n on n.user_id = u.id where s.id = ${id} and s.expires_at > now()`;
const page = () => sql`
  select u.id, u.username, u.name, u.email, u.status, u.login_type, u.created_at, u.updated_at, s.last_seen_at,
    array(select role from user_roles where user_id = u.id) as roles, u.temporary_password_expires_at
  from users u join user_seen s on s.user_id = u.id
  where u.deleted_at is null and u.status = 'active' order by u.username_key limit 26`;
const count = () => sql`select sum(count)::int as total from user_counts where status = 'active'`;

async function list() {
  const [users, [{ total }]] = await Promise.all([page(), count()]);
  return { users: users.slice(0, 25), count: total };
}

const server = createServer(async ({ url }, response) => {
  const [me] = await session();
  const body = JSON.stringify(url === "/me" ? me : await list());
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`Roster is ready: http://127.0.0.1:${server.address().port}`));
process.on("SIGINT", () => process.exit(0));
