import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { groupMemberCounts, userCounts, userStatusHours } from "@/db/schema";
import { every } from "./background";
import { mostDays } from "./users/count-statuses";

/**
 * Numbers that triggers keep, so that however many users there are nobody counts them: each is the sum of its rows. Every change adds rows
 * and locks none. Here they are put together, while the sums stay, for everybody and at every moment.
 */

const everyMs = 10_000;

/**
 * Goes on putting them together.
 *
 * @param report gets what went wrong
 */
export const startFoldingNumbers = (report: (error: unknown) => void) => every(everyMs, foldNumbers, report);

/** Puts the rows of the same number together, where they have become several: of users once there are many, of the history those of the last day. */
export async function foldNumbers(): Promise<void> {
  for (const fold of folds) await db().execute(fold);
}

/** What nobody can ask for any more, wherever on earth. */
const old = sql`now() - make_interval(days => ${mostDays + 35})`;

const folds: SQL[] = [
  sql`with taken as (delete from ${userCounts} where (select count(*) from ${userCounts}) > 12 returning *)
    insert into ${userCounts} select status, login_type, sum(count) from taken group by 1, 2 having sum(count) <> 0`,
  sql`with taken as (
      delete from ${groupMemberCounts}
      where group_id in (select group_id from ${groupMemberCounts} group by 1 having count(*) > 1 or sum(count) = 0) returning *
    ) insert into ${groupMemberCounts} select group_id, sum(count) from taken group by 1 having sum(count) <> 0`,
  // Of the last day, to which changes go; and of what becomes too old to be asked for, where that is more than has been put together.
  sql`with taken as (
      delete from ${userStatusHours}
      where (hour, status) in (
          select hour, status from ${userStatusHours} where hour > now() - interval '1 day' group by 1, 2 having count(*) > 1)
        or (hour < ${old} and (select count(*) from ${userStatusHours} where hour < ${old}) > 3)
      returning *
    ) insert into ${userStatusHours}
      select case when hour < ${old} then '-infinity' else hour end, status, sum(by) from taken group by 1, 2 having sum(by) <> 0`,
];
