import type postgres from "postgres";
import { ourTables } from "./tables";

type Definition = { table: string; name: string; made: string };

/**
 * Does the work on our tables without their triggers, constraints and indexes, and puts those back: rows that were right once have
 * had their triggers, and indexes are made several times as fast at once. What does not hold of the rows is
 * found when constraints are put back. Nothing of it needs a superuser.
 */
export async function withoutUpkeep<T>(tx: postgres.TransactionSql, work: () => Promise<T>): Promise<T> {
  const isOurs = tx`t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and t.relname in ${tx(ourTables)}`;
  const constraints = (kinds: string[]) => tx<Definition[]>`
    select t.relname as table, conname as name, pg_get_constraintdef(k.oid) as made
    from pg_constraint k join pg_class t on t.oid = k.conrelid where ${isOurs} and contype in ${tx(kinds)} order by k.oid`;
  const putBack = ({ table, name, made }: Definition) =>
    tx`alter table ${tx(table)} add constraint ${tx(name)} ${tx.unsafe(made)}`;

  const tables = await tx<{ name: string }[]>`select t.relname as name from pg_class t where ${isOurs}`;
  const references = await constraints(["f"]);
  const keys = await constraints(["p", "u"]);
  for (const { table, name } of [...references, ...keys]) {
    await tx`alter table ${tx(table)} drop constraint ${tx(name)}`;
  }
  const indexes = await tx<Definition[]>`
    select t.relname as table, c.relname as name, pg_get_indexdef(c.oid) as made
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid where ${isOurs} order by c.oid`;
  for (const { name } of indexes) await tx`drop index ${tx(name)}`;
  for (const { name } of tables) await tx`alter table ${tx(name)} disable trigger user`;

  const done = await work();

  for (const it of keys) await putBack(it);
  for (const { made } of indexes) await tx.unsafe(made);
  for (const it of references) await putBack(it);
  for (const { name } of tables) await tx`alter table ${tx(name)} enable trigger user`;
  return done;
}
