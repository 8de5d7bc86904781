import type postgres from "postgres";
import { knownMigrations, lastMigration } from "../migrate";
import { BackupError } from "./broken";
import { ourTables } from "./tables";

/** What migrations and a server without people write into a new database. */
const neverEmpty = [
  "organization",
  "audit_chain",
  "rate_limits",
  "user_counts",
  "group_member_counts",
  "user_status_hours",
];

/**
 * Takes what a Roster that was never used has made out of the database, so that it can be made anew as it once was.
 *
 * @throws BackupError where anything is in it, or a Roster runs on it
 */
export async function clearEmpty(tx: postgres.TransactionSql): Promise<void> {
  // What an extension brought is nobody's data.
  const there = (
    await tx<{ table: string }[]>`select relname as table from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f', 'v', 'm') and not exists (
        select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by 1`
  ).map(({ table }) => table);
  const isOurs = (await lastMigration(tx)) !== null;
  const ours = isOurs ? there.filter((table) => ourTables.includes(table)) : [];
  const others = there.filter((table) => !ours.includes(table));
  if (others.length > 0) {
    throw new BackupError(`The database is not empty: there is a table ${others[0]} in it. Nothing was changed.`);
  }
  if (!isOurs) return;
  await requireNobodyElse(tx);
  for (const table of ours) await tx`lock table ${tx(table)} in access exclusive mode`;
  for (const table of ours.filter((it) => !neverEmpty.includes(it))) {
    const [row] = await tx`select exists (select from ${tx(table)}) as some`;
    if (row?.some) {
      throw new BackupError(
        `The database is not empty: there are rows in ${table}. Restore into a new one, or move this one away. Nothing was changed.`,
      );
    }
  }
  if (ours.length > 0) await tx.unsafe(`drop table ${ours.map((it) => `"${it}"`).join(", ")}`);
  for (const name of ourFunctions()) await tx`drop function if exists ${tx(name)}`;
  await tx`drop table drizzle.__drizzle_migrations`;
}

const ourFunctions = (): Set<string> => {
  const statements = knownMigrations().flatMap((it) => it.statements);
  const made = statements.flatMap((it) => [...it.matchAll(/CREATE (?:OR REPLACE )?FUNCTION (\w+)/g)]);
  return new Set(made.map(([, name = ""]) => name));
};

/** A server keeps in mind what is in its database, and would go on with what was. */
async function requireNobodyElse(tx: postgres.TransactionSql): Promise<void> {
  const [other] = await tx`select from pg_stat_activity
    where datname = current_database() and application_name = 'roster' and pid <> pg_backend_pid() limit 1`;
  if (other) throw new BackupError("A Roster is running on this database. Stop it first. Nothing was changed.");
}
