import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { db } from "@/db/client";

/** Resolves once somebody waits for a lock in the database of the test. */
export const untilSomebodyWaits = () =>
  expect
    .poll(
      () =>
        db().execute(sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`),
      { timeout: 20_000 },
    )
    .not.toHaveLength(0);
