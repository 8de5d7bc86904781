import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { verify } from "@node-rs/argon2";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";

/**
 * What signing in costs with nothing around it: bare `node:http` that compares the password and writes the same rows in as few round trips as
 * there can be. No limit is looked at, nobody is refused, nothing is logged or told to whoever measures.
 */

const sql = postgres(process.env.DATABASE_URL, { max: 10, onnotice: () => {} });
const unhurried = sql`set_config('synchronous_commit', 'off', true) = 'off'`;

/** A try counts five times, before it is made. */
const counted = (keys, email) => sql`
  with counted as (
    insert into rate_limits (key, points, expire) select key, 1, now() + interval '1 hour' from unnest(${keys}::text[]) key
    where ${unhurried} on conflict (key) do update set points = rate_limits.points + 1 returning points
  )
  select id, password_hash, (select max(points) from counted) as tries from users where lower(email) = ${email} and deleted_at is null`;

const opened = (userId, address) => sql`
  with who as (select id, username from users where id = ${userId} for update),
  seen as (update user_seen set last_seen_at = now() from who where user_id = who.id),
  opened as (
    insert into sessions (id, user_id, kind, secret_hash, expires_at, address)
    select ${uuidv7()}::uuid, id, 'web', ${randomBytes(32)}, now() + interval '30 days', ${address} from who returning id, user_id
  )
  insert into audit_entries (id, action, outcome, actor_kind, actor_id, actor_name, session_id, address, target_type, target_id, target_name)
  select ${uuidv7()}::uuid, 'session.opened', 'done', 'user', who.id, who.username, opened.id, ${address}::text, 'user', who.id, who.username
  from who join opened on opened.user_id = who.id`;

const forgotten = (keys) => sql`
  with gone as (delete from rate_limits where key = any(${keys.slice(0, 2)}) and ${unhurried})
  update rate_limits set points = points - 1 where key = any(${keys.slice(2)})`;

const server = createServer(async (request, response) => {
  let text = "";
  for await (const part of request) text += part;
  const { email, password } = JSON.parse(text);
  const address = request.headers["x-forwarded-for"];
  const keys = [`a ${address} ${email}`, `b ${address} ${email}`, `c ${email}`, `d ${address}`, `e ${address}`];
  const [account] = await counted(keys, email.toLowerCase());
  const matches = await verify(account.password_hash, password);
  if (matches) await Promise.all([opened(account.id, address), forgotten(keys)]);
  const body = JSON.stringify({ session_token: account.id });
  response.writeHead(matches ? 201 : 401, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`Roster is ready: http://127.0.0.1:${server.address().port}`));
process.on("SIGINT", () => process.exit(0));
