import { sum } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { userCounts } from "@/db/schema";
import { conjuncts, everything, holds, isTerm, keysIn } from "../filter-parts";
import type { FilterTerm } from "../filter-tree";
import { prepared } from "../prepared";
import type { UserFilter } from "./filter";
import type { UserTree } from "./matching";
import type { LoginType, UserStatus } from "./user";

/** Numbers of users that are kept, so that however many there are, nobody counts them. */

export type Kind = { status: UserStatus; loginType: LoginType };

/** How many users there are of each kind, exactly, as of now. */
export async function readKinds(db: Database | Transaction): Promise<(Kind & { count: number })[]> {
  return "rollback" in db ? selectKinds(db) : kinds(db).execute();
}

/** How many users there are. */
export const countEverybody = (db: Database): Promise<number> => countByKinds(db, everything);

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

type Term = FilterTerm<UserFilter>;

/** The keys that kinds answer. */
const ofKind: Partial<Record<Term["key"], (kind: Kind, term: Term) => boolean>> = {
  status: ({ status }, { values }) => (values as string[]).includes(status),
  login_type: ({ loginType }, { values }) => (values as string[]).includes(loginType),
  service_account: ({ loginType }, { values }) => (values as boolean[]).includes(loginType === "none"),
};

/** Whether a filter asks of nothing but kinds. */
export const asksForKinds = (tree: UserTree): boolean => keysIn(tree).every((key) => Object.hasOwn(ofKind, key));

/** How many users match a filter that asks of nothing but kinds. */
export const countByKinds = async (db: Database, tree: UserTree): Promise<number> =>
  sumWhere(await readKinds(db), tree);

/** How many users are of the kinds that match. */
function sumWhere(kinds: (Kind & { count: number })[], tree: UserTree): number {
  const matching = kinds.filter((kind) => holds(tree, (term) => ofKind[term.key]?.(kind, term) ?? false));
  return matching.reduce((sum, { count }) => sum + count, 0);
}

/** So small a share of all can be read in an index as a whole, quicker than what a text finds is fetched. */
const few = 0.1;

/** Whether a filter asks for a kind that few users are of, such as who is suspended. */
export async function asksForFew(db: Database, tree: UserTree): Promise<boolean> {
  const parts = conjuncts(tree).filter((part) => isTerm(part) && asksForKinds(part));
  if (parts.length === 0) return false;
  const kinds = await readKinds(db);
  return parts.some((part) => sumWhere(kinds, part) < few * sumWhere(kinds, everything)); // An index has one of them.
}
