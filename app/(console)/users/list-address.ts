import { elsewhere } from "@/app/ask";
import { currentActor } from "@/app/current-actor";
import type { Actor } from "@/lib/actor";
import { parseFilter } from "@/lib/filter";
import type { Result } from "@/lib/result";
import { userFilter } from "@/lib/users/filter";
import { listUsers, listUsersInGroups, type UserPage } from "@/lib/users/list-users";
import { userSort } from "@/lib/users/page-key";
import type { User } from "@/lib/users/user";
import { isLost, pageSizeIn, readParams, type SearchParams } from "../list-params";

/** The state of the list, as the address bar holds it. */
export type ListState = { q: string; sort: Sort; limit: number; after?: string; before?: string };
type Sort = NonNullable<Parameters<typeof listUsers>[1]["sort"]>;

/**
 * What stands in the address, with the defaults for what is missing or none of ours. A filter that cannot be read counts as
 * none: the complaint stands under the box while the rest of the page goes on.
 */
export function readListAddress(params: SearchParams): ListState {
  const one = readParams(params);
  const q = one("q") ?? "";
  const sort = userSort.safeParse(one("sort")).success ? (one("sort") as Sort) : "username";
  const limit = pageSizeIn(one("limit"));
  if (!parseFilter(userFilter, q).ok) return { q: "", sort, limit };
  return { q, sort, limit, after: one("after"), before: one("before") };
}

const pageAt = <Row extends User>(list: List<Row>) =>
  async function at(state: ListState): Promise<UserPage<Row>> {
    const result = await list(await currentActor(), state);
    if (isLost(state, result)) return at({ ...state, after: undefined, before: undefined });
    return result.ok ? result.value : elsewhere(result.problem);
  };

type List<Row extends User> = (actor: Actor, state: ListState) => Promise<Result<UserPage<Row>>>;

/**
 * The page of users that the address asks for; the first one, where its page key is none of this list, or nobody is left
 * beyond it.
 */
export const usersAt = pageAt(listUsers);
/** The same, each user with the names of their groups. */
export const usersInGroupsAt = pageAt(listUsersInGroups);
