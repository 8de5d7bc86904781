import { countUsers } from "../../lib/users/count-users";
import { listUsers } from "../../lib/users/list-users";
import { writePageKey } from "../../lib/users/page-key";
import { type UserSort, userSorts } from "../../lib/users/user";
import type { Context } from "../context";

/** Each order, in both directions. */
export const sorts = userSorts.flatMap((by) => [by, `-${by}`] as const);
export type Sort = (typeof sorts)[number];

/** Reads a page of 25 of the list, as the owner. */
export async function rowsOf({ owner }: Context, asked: Parameters<typeof listUsers>[1]): Promise<void> {
  const answer = await listUsers(owner, { limit: 25, ...asked });
  if (!answer.ok) throw new Error(answer.problem.message);
}

export async function countOf({ owner }: Context, q: string): Promise<number> {
  const answer = await countUsers(owner, { q });
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value;
}

const columns: Record<UserSort, [string, ...string[]]> = {
  username: ["username_key"],
  created: ["created_at", "id"],
  last_seen: ["last_seen_at", "user_id"],
  status: ["status", "username_key"],
};

/** What page 36,000 of a million goes on from, in each order and direction: who stands nine tenths through. */
export async function deepKeys({ bare, users }: Context): Promise<Record<Sort, string>> {
  const number = Math.floor(users * 0.9);
  const keys: Partial<Record<Sort, string>> = {};
  for (const sort of sorts) {
    const by = sort.replace("-", "") as UserSort;
    const table = by === "last_seen" ? "user_seen" : "users";
    const order = columns[by].map((name) => (sort === by ? name : `${name} desc`)).join(", ");
    const [row] = await bare.unsafe(`select ${columns[by]} from ${table} order by ${order} offset ${number} limit 1`);
    keys[sort] = writePageKey({ by, values: columns[by].map((name) => asText(row?.[name])), number });
  }
  return keys as Record<Sort, string>;
}

/** Whoever was never seen was so at the beginning of all times, which is no date of JavaScript’s. */
function asText(value: unknown): string {
  if (!(value instanceof Date)) return String(value);
  return Number.isNaN(value.getTime()) ? "-infinity" : value.toISOString();
}
