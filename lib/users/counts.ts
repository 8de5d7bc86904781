import { sql, sum } from "drizzle-orm";
import { type Database, db, type Transaction } from "@/db/client";
import { userCounts } from "@/db/schema";
import { every } from "../background";
import { prepared } from "../prepared";
import type { LoginType, UserStatus } from "./user";

/** Numbers of users that are kept, so that however many there are, nobody counts them. */

export type Kind = { status: UserStatus; loginType: LoginType };

/** How many users there are of each kind, exactly, as of now. */
export async function countKinds(db: Database | Transaction): Promise<(Kind & { count: number })[]> {
  return "rollback" in db ? selectKinds(db) : kinds(db).execute();
}

const selectKinds = (db: Database | Transaction) =>
  db
    .select({
      status: userCounts.status,
      loginType: userCounts.loginType,
      count: sum(userCounts.count).mapWith(Number),
    })
    .from(userCounts)
    .groupBy(userCounts.status, userCounts.loginType);

const kinds = prepared((db) => selectKinds(db).prepare("user_counts"));

const everyMs = 10_000;

/**
 * Goes on putting together the rows of `user_counts`, which every change adds to.
 *
 * @param report gets what went wrong
 */
export const startFoldingCounts = (report: (error: unknown) => void) => every(everyMs, foldCounts, report);

/** One row for each kind instead of many: the sums stay, for everybody and at every moment. */
export async function foldCounts(): Promise<void> {
  await db().execute(sql`
    with taken as (delete from ${userCounts} where (select count(*) from ${userCounts}) > 12 returning *)
    insert into ${userCounts} select status, login_type, sum(count) from taken group by 1, 2 having sum(count) <> 0`);
}
