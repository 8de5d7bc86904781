import postgres from "postgres";

/** Adds so many service accounts to the database of an installation, with all that belongs to each, and long names. */
export async function addPeople(url: string, count: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const long = "Long ".repeat(20);
  try {
    await sql.begin(async (tx) => {
      await tx`create temporary table made on commit drop as
        select uuidv7() as id, 'service-' || n as username from generate_series(1, ${count}::int) n`;
      await tx`insert into users (id, username, name, login_type) select id, username, ${long} || username, 'none' from made`;
      await tx`insert into user_seen (user_id) select id from made`;
      await tx`insert into user_status_changes (id, user_id, to_status, actor_kind) select uuidv7(), id, 'dormant', 'system' from made`;
      await tx`insert into audit_entries (id, action, outcome, actor_kind, target_type, target_id, target_name)
        select uuidv7(), 'user.created', 'done', 'system', 'user', id, username from made`;
    });
    await sql`vacuum analyze`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
