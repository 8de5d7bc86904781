import postgres from "postgres";
import { migrateDatabase } from "../../db/migrate";
import { fill } from "./fill";

type Wanted = {
  people: number;
  /** The moment that their times are told from, in milliseconds. */
  now: number;
  /** Whether the next run will have them, too. */
  kept: boolean;
  say: (line: string) => void;
};

/**
 * The address of a database of that name with so many people. Where they are kept for the next run it is a copy of theirs, because
 * a run changes people: its sweep makes hundreds of thousands dormant.
 */
export async function peopleIn(url: string, name: string, { people, now, kept, say }: Wanted): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const made = kept ? `people_${people}` : name;
  try {
    const [there] = await sql`select 1 from pg_database where datname = ${made}`;
    if (!there) {
      const start = Date.now();
      await sql.unsafe(`drop database if exists ${made}_unfinished`);
      await sql.unsafe(`create database ${made}_unfinished`);
      await migrateDatabase(addressOf(url, `${made}_unfinished`));
      await fill(addressOf(url, `${made}_unfinished`), people, now);
      await sql.unsafe(`alter database ${made}_unfinished rename to ${made}`);
      say(`Made ${people.toLocaleString("en")} users in ${Math.round((Date.now() - start) / 1000)} s.`);
    }
    if (kept) {
      await migrateDatabase(addressOf(url, made));
      return await copyOf(url, made, name);
    }
    return addressOf(url, made);
  } finally {
    await sql.end();
  }
}

/** Makes a copy, in place of one of that name from a run before. Its address. Nobody may be connected to what is copied. */
export async function copyOf(url: string, made: string, name: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`drop database if exists ${name}`);
    await sql.unsafe(`create database ${name} template ${made} strategy file_copy`);
    return addressOf(url, name);
  } finally {
    await sql.end();
  }
}

const addressOf = (url: string, name: string) => url.replace(/\/roster$/, `/${name}`);
