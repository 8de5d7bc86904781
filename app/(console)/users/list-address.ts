import { ask, elsewhere } from "@/app/ask";
import { currentActor } from "@/app/current-actor";
import { parseFilter } from "@/lib/filter";
import { listGroupsOf, type UserInGroups } from "@/lib/groups/list-groups-of";
import { userFilter } from "@/lib/users/filter";
import { listUsers, type UserPage } from "@/lib/users/list-users";
import { userSort } from "@/lib/users/page-key";
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

/**
 * The page of users that the address asks for; the first one, where its page key is none of this list, or nobody is left
 * beyond it.
 */
export async function usersAt(state: ListState): Promise<UserPage> {
  const result = await listUsers(await currentActor(), state);
  if (isLost(state, result)) return usersAt({ ...state, after: undefined, before: undefined });
  return result.ok ? result.value : elsewhere(result.problem);
}

/** The same page, each user with their groups. */
export async function withGroups(asked: Promise<UserPage>): Promise<UserPage<UserInGroups>> {
  const page = await asked;
  const groups = await ask(listGroupsOf, { userIds: page.rows.map(({ id }) => id) });
  return { ...page, rows: page.rows.map((user) => ({ ...user, groups: groups[user.id] ?? [] })) };
}
