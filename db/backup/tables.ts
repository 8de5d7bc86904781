import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type { Connection } from "../copy";
import * as schema from "../schema";
import type { Section } from "./sections";

/** Which tables a backup is of. */

/** Every table of ours. One that is taken out of the schema has to be named here, for databases that have it still. */
export const ourTables: string[] = Object.values(schema).flatMap((it) => (is(it, PgTable) ? [getTableName(it)] : []));

/** Left out as a whole: how often something was tried lately. */
const leftOut = ["rate_limits"];

/**
 * Of which rows are left out. A session that was ended since must not come back to life, and whoever has one can sign in anew;
 * tokens stay, since the programs that have them cannot.
 */
const onlySome: Record<string, string> = { sessions: "kind = 'token'" };

/** Our tables that the database has, with their columns but for those that PostgreSQL makes of others. */
export async function savedSections(sql: Connection): Promise<Section[]> {
  const rows = await sql<{ table: string; columns: string[] }[]>`
    select c.relname as table, json_agg(a.attname order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and c.relname in ${sql(ourTables)} and c.relname not in ${sql(leftOut)}
    group by 1 order by 1`;
  return rows.map(({ table, columns }) => ({ table, columns }));
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const columnsOf = ({ columns }: Section) => columns.map(quoted).join(", ");

export const copyOutOf = (section: Section): string => {
  const where = onlySome[section.table] ? ` where ${onlySome[section.table]}` : "";
  return `copy (select ${columnsOf(section)} from public.${quoted(section.table)}${where}) to stdout`;
};

/** Rows into a table that the same transaction made: they need no second look by VACUUM. */
export const copyInto = (section: Section): string =>
  `copy public.${quoted(section.table)} (${columnsOf(section)}) from stdin with (freeze)`;
