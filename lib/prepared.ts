import type { Database } from "@/db/client";

/**
 * A query that is asked all the time: built once for each database, and kept prepared by PostgreSQL on each connection. What changes
 * from time to time is a `sql.placeholder`.
 */
export function prepared<Q>(build: (db: Database) => Q): (db: Database) => Q {
  const built = new WeakMap<Database, Q>();
  return (db) => {
    const known = built.get(db);
    if (known) return known;
    const query = build(db);
    built.set(db, query);
    return query;
  };
}
