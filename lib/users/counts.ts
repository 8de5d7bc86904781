import { sum } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { userCounts } from "@/db/schema";
import { prepared } from "../prepared";
import type { LoginType, UserStatus } from "./user";

/** Numbers of users that are kept, so that however many there are, nobody counts them. */

export type Kind = { status: UserStatus; loginType: LoginType };

/** How many users there are of each kind, exactly, as of now. */
export async function countKinds(db: Database | Transaction): Promise<(Kind & { count: number })[]> {
  return "rollback" in db ? selectKinds(db) : kinds(db).execute();
}

/** How many users there are. */
export const countEverybody = async (db: Database): Promise<number> =>
  (await countKinds(db)).reduce((sum, { count }) => sum + count, 0);

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
