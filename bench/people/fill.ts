import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import postgres from "postgres";
import { userAgents } from "../../db/demo-names";
import { hashPassword } from "../../lib/passwords/hash";
import { hashSecret } from "../../lib/sessions/secret";
import { chance, uuidAt } from "./chance";
import { groupWords } from "./names";
import { type Person, personAt } from "./person";

/** The password of everybody who has one. */
export const password = "correct horse battery staple";

/** The secret of every session. */
export const sessionSecret = "a-session-of-the-bench";

/** How many groups there are, whatever the number of people. */
export const groupCount = 300;

export const groupName = (n: number) =>
  `${groupWords[n % groupWords.length]}${n < groupWords.length ? "" : ` ${1 + Math.floor(n / groupWords.length)}`}`;

/**
 * Fills an empty, migrated database with so many people, and with all that belongs to them: roles, groups, sessions, the history of
 * their statuses and audit entries. By COPY, without triggers, and with the indexes made afterwards. The same people every time but
 * for the moment `now`, in milliseconds.
 */
export async function fill(url: string, people: number, now: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const passwordHash = await hashPassword(password);
  const secretHash = `\\\\x${hashSecret(sessionSecret).toString("hex")}`;
  const iso = (at: number) => new Date(at).toISOString();
  const each = function* (rowsOf: (person: Person, n: number) => Row[]) {
    for (let n = 0; n < people; n++) yield* rowsOf(personAt(n, people, now), n);
  };
  try {
    await sql`set session_replication_role = replica`; // Nobody waits for triggers and foreign keys.
    const makeIndexes = await withoutIndexes(sql);

    const userColumns = `id, username, email, name, login_type, password_hash, password_changed_at, status, status_since,
      status_reason, first_sign_in_at, created_at, created_by, updated_at`;
    await copy(
      sql,
      `users (${userColumns})`,
      each((it) => [
        [
          ...[it.id, it.username, it.email, it.name, it.loginType],
          ...(it.loginType === "none" ? [null, null] : [passwordHash, iso(it.createdAt)]),
          ...[it.status, iso(it.statusSince), it.statusReason, it.firstSignInAt && iso(it.firstSignInAt)],
          ...[iso(it.createdAt), null, iso(it.createdAt)],
        ],
      ]),
    );
    await copy(
      sql,
      "user_seen (user_id, last_seen_at, status, status_since)",
      each((it) => [[it.id, it.seenAt === null ? "-infinity" : iso(it.seenAt), it.status, iso(it.statusSince)]]),
    );
    await copy(
      sql,
      "user_roles (user_id, role, granted_at, username_key, created_at)",
      each((it) => it.roles.map((role) => [it.id, role, iso(it.createdAt), it.username, iso(it.createdAt)])),
    );
    await copy(
      sql,
      "user_status_changes (id, user_id, at, from_status, to_status, actor_kind)",
      each((it, n) =>
        historyOf(it).map(([at, from, to], step) => [
          uuidAt(at, n * 3 + step, "status"),
          it.id,
          iso(at),
          from,
          to,
          "system",
        ]),
      ),
    );
    await copy(
      sql,
      "sessions (id, user_id, kind, secret_hash, name, created_at, last_used_at, expires_at, address)",
      each((it, n) =>
        it.sessions.map(({ kind, usedAt }, step) => [
          ...[uuidAt(usedAt, n * 2 + step, "session"), it.id, kind, secretHash],
          ...[
            kind === "token" ? "deploy" : "",
            iso(it.createdAt),
            iso(usedAt),
            iso(now + 25 * 86_400_000),
            addressAt(n),
          ],
        ]),
      ),
    );
    await copy(
      sql,
      `audit_entries (id, at, action, outcome, actor_kind, actor_id, actor_name, address, user_agent, target_type, target_id,
        target_name, changes)`,
      each((it, n) =>
        entriesOf(it, n, people, now).map((entry) => [
          ...entry.slice(0, 1),
          iso(entry[1] as number),
          ...entry.slice(2),
        ]),
      ),
    );

    const groups = Array.from({ length: groupCount }, (_, n) => ({
      id: uuidAt(now - n * 1000, n, "group"),
      name: groupName(n),
    }));
    await copy(
      sql,
      "groups (id, name)",
      groups.map(({ id, name }) => [id, name]),
    );
    await copy(sql, "group_members (group_id, user_id, username_key, created_at)", membersOf(groups, people, now));

    await makeIndexes();
    await sql`insert into user_counts select status, login_type, count(*) from users group by 1, 2`;
    await sql`insert into group_member_counts select group_id, count(*) from group_members group by 1`;
    await sql`insert into user_status_hours select date_trunc('hour', at, 'UTC'), status, sum(by)
      from user_status_changes, lateral (values (to_status, 1), (from_status, -1)) step (status, by)
      where status is not null group by 1, 2 having sum(by) <> 0`;
    await sql`insert into audit_names
      select lower(actor_name) from audit_entries where actor_name is not null
      union select lower(target_name) from audit_entries where target_name is not null on conflict do nothing`;
    await sql`vacuum analyze`;
  } finally {
    await sql.end();
  }
}

type Row = (string | number | null)[];

/** Drops the indexes that no constraint needs. The answer makes them again. */
async function withoutIndexes(sql: postgres.Sql): Promise<() => Promise<void>> {
  const indexes = await sql<{ name: string; made: string }[]>`
    select c.relname as name, pg_get_indexdef(c.oid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = c.oid)`;
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`);
  return async () => {
    await sql`set maintenance_work_mem = '512MB'`;
    for (const { made } of indexes) await sql.unsafe(made);
  };
}

async function copy(sql: postgres.Sql, into: string, rows: Iterable<Row>): Promise<void> {
  const stream: Writable = await sql.unsafe(`copy ${into} from stdin`).writable();
  let text = "";
  for (const row of rows) {
    text += `${row.map((value) => value ?? "\\N").join("\t")}\n`;
    if (text.length < 65_536) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end(text);
  await finished(stream);
}

function historyOf({ createdAt, firstSignInAt, status, statusSince }: Person): [number, string | null, string][] {
  const changes: [number, string | null, string][] = [[createdAt, null, "dormant"]];
  if (firstSignInAt) changes.push([firstSignInAt, "dormant", "active"]);
  const last = firstSignInAt ? "active" : "dormant";
  if (status !== last) changes.push([Math.max(statusSince, firstSignInAt ?? createdAt), last, status]);
  return changes;
}

/** That they were made and what became of them, and some of their signing in: about three entries for two people. */
function entriesOf(person: Person, n: number, people: number, now: number): Row[] {
  const { id, username, createdAt, firstSignInAt, status, statusSince, roles } = person;
  const draw = chance(n, "audit");
  const boss = personAt(Math.floor(draw() ** 4 * 50), people, now);
  let made = 0;
  const entry = (at: number, action: string, outcome: string, by: Person | null, changes = "{}"): Row => [
    ...[
      uuidAt(at, n * 8 + made++, "audit"),
      at,
      action,
      outcome,
      by ? "user" : "system",
      by?.id ?? null,
      by?.username ?? null,
    ],
    ...[by && addressAt(n), by && (userAgents[n % userAgents.length] as string), "user", id, username, changes],
  ];
  const entries = [entry(createdAt, "user.created", "done", boss)];
  if (roles.length > 0) entries.push(entry(createdAt + 1000, "user.roles_changed", "done", boss));
  if (firstSignInAt && draw() < 0.2) entries.push(entry(firstSignInAt, "session.opened", "done", person));
  if (status === "suspended")
    entries.push(entry(statusSince, "user.suspended", "done", boss, '{"status": ["active", "suspended"]}'));
  if (status === "dormant" && firstSignInAt)
    entries.push(entry(statusSince, "user.dormant", "done", null, '{"status": ["active", "dormant"]}'));
  if (draw() < 0.02) entries.push(entry(createdAt + 60_000, "user.updated", "refused", person));
  return entries;
}

/** The first group holds a quarter of all, the second an eighth, the n-th a quarter over n. */
function* membersOf(groups: { id: string }[], people: number, now: number): Generator<Row> {
  for (const [number, { id }] of groups.entries()) {
    const draw = chance(number, "members");
    const share = 0.25 / (number + 1);
    const gap = () => 1 + Math.floor(Math.log(1 - draw()) / Math.log(1 - share));
    for (let n = gap() - 1; n < people; n += gap()) {
      const it = personAt(n, people, now);
      yield [id, it.id, it.username, new Date(it.createdAt).toISOString()];
    }
  }
}

const addressAt = (n: number) => `10.${n % 16}.${(n >> 4) % 251}.${(n >> 12) % 251}`;
