import type postgres from "postgres";
import { expect, test } from "vitest";
import { writeBackup } from "@/db/backup/file";
import { withSnapshot } from "@/db/backup/snapshot";
import { closeDatabase, connectDatabase } from "@/db/client";
import { knownMigrations, migrateDatabase, takeMigrations } from "@/db/migrate";
import { aDatabase, asked, file, fingerprints, load, prepareBackups, secret, shape, source } from "@/test/backups";
import { operator } from "@/test/people";
import { backupKey } from "./key";
import { takeBackup } from "./take-backup";

prepareBackups();

/** A deleted user who holds a role still, and is in a group: later versions refuse it. */
async function leaveBehind(tx: postgres.TransactionSql): Promise<void> {
  await tx`insert into users (id, username, email, password_hash, deleted_at)
    values (gen_random_uuid(), 'Gone', 'gone@example.com', 'x', now())`;
  const gone = tx`from users where username = 'Gone'`;
  await tx`insert into user_seen (user_id) select id ${gone}`;
  await tx`insert into user_roles (user_id, role) select id, 'owner' ${gone}`;
  await tx`insert into group_members (group_id, user_id) select (select id from groups where name = 'one'), id ${gone}`;
}

const known = knownMigrations();
const earlier = Array.from({ length: known.length - 2 }, (_, index) => index + 2);

test.each(earlier)(
  "a backup of the version of %i migrations is restored, and brought up to this one",
  async (steps) => {
    const old = await aDatabase();
    await asked(old, (sql) =>
      sql.begin(async (tx) => {
        await takeMigrations(tx, known.slice(0, steps));
        await tx`insert into users (id, username, email, password_hash) values (gen_random_uuid(), 'Ada', 'ada@example.com', 'x')`;
        await tx`insert into user_roles (user_id, role) select id, 'owner' from users`;
        await tx`insert into user_seen (user_id) select id from users`;
        await tx`insert into user_status_changes (id, user_id, at, from_status, to_status, actor_kind)
          select gen_random_uuid(), id, now() - age, was, became, 'system' from users, (values
            (interval '500 days', null, 'dormant'), (interval '2 days', 'dormant', 'active'), (interval '1 day', 'active', 'dormant')
          ) change (age, was, became)`;
        await tx`insert into groups (id, name) values (gen_random_uuid(), 'one'), (gen_random_uuid(), 'two')`;
        await tx`insert into group_members (group_id, user_id) select groups.id, users.id from groups, users`;
        if (steps <= 11) await leaveBehind(tx);
        await tx`insert into audit_entries (id, action, outcome, actor_kind) values (gen_random_uuid(), 'user.created', 'done', 'operator')`;
      }),
    );
    await closeDatabase();
    connectDatabase({ url: old, poolSize: 2 });
    await takeBackup(operator, { url: old, secret, file: `${file}.taken`, force: false, progress: () => {} });
    await withSnapshot(old, async ({ rows, ...moment }) => {
      expect(moment.migration).toMatchObject({ number: steps });
      const header = { roster: "0.0.1", ...moment };
      await writeBackup(file, { header, key: backupKey(secret), force: true, rows: rows(() => {}) });
    });
    const url = await aDatabase();
    await load(url);
    await migrateDatabase(old);
    expect((await shape(url)).migrations).toEqual((await shape(source())).migrations);
    const elsewhen = { organization: "", groups: "" }; // Migrations give them the time at which they are taken.
    const kept = { ...(await fingerprints(url)), ...elsewhen };
    expect(kept).toEqual({ ...(await fingerprints(old)), ...elsewhen });
    expect(await asked(url, (sql) => sql`select username_key from user_roles`)).toEqual([{ username_key: "ada" }]);
    expect(await asked(url, (sql) => sql`select count(*)::int, sum(count)::int from group_member_counts`)).toEqual([
      { count: 2, sum: 2 },
    ]);
    const hours = await asked(
      url,
      (sql) => sql`select status, by::int, round(extract(epoch from now() - hour) / 86400)::int as age
        from user_status_hours order by hour, status`,
    );
    expect(hours.map((row) => row)).toEqual([
      { status: "dormant", by: 1, age: 500 },
      { status: "active", by: 1, age: 2 },
      { status: "dormant", by: -1, age: 2 },
      { status: "active", by: -1, age: 1 },
      { status: "dormant", by: 1, age: 1 },
    ]);
    const unlike = await asked(
      url,
      (sql) => sql`select username from users join user_seen on user_id = id
        where user_seen.status_since <> users.status_since or user_seen.status <> users.status`,
    );
    expect(unlike).toHaveLength(0);
  },
);
