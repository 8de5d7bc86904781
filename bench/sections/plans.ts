import { db } from "../../db/client";
import { listUsers } from "../../lib/users/list-users";
import { userSorts } from "../../lib/users/user";
import type { Context } from "../context";
import type { Section } from "../report";
import { singleFilters } from "./filters";

/** Of fewer a whole table is so few pages that an index is no help. */
const fewest = 20_000;

/**
 * What no measurement should be needed for: by username and by creation no page of a single filter reads a whole table, nor does one of
 * a status or of none in the other orders. Elsewhere it may be the best there is, of few users.
 *
 * @throws with the filters and the plans that do
 */
export async function requireIndexes(it: Context): Promise<Section> {
  if (it.users < fewest) {
    it.say(`  not looked at: a table of fewer than ${fewest.toLocaleString("en")} users may well be read as a whole`);
    return { targets: [], tables: [] };
  }
  const found: string[] = [];
  let plans = 0;
  for (const { q } of singleFilters) {
    const orders = q === "" || q.startsWith("status:") ? userSorts : (["username", "created"] as const);
    for (const sort of orders.flatMap((by) => [by, `-${by}` as const])) {
      for (const plan of await plansOf(it, q, sort)) {
        plans++;
        const whole = plan.filter((line) =>
          /Seq Scan on (users|user_seen|group_members|user_status_changes)\b/.test(line),
        );
        found.push(...whole.map((line) => `${q || "no filter"}, by ${sort}: ${line}`));
      }
    }
  }
  if (found.length > 0) throw new Error(`Pages of the list read whole tables:\n${found.join("\n")}`);
  const measured = `${plans} plans, none reads a table as a whole`;
  return {
    targets: [{ what: "pages of one filter are answered by indexes", target: "all", measured, reached: true }],
    tables: [],
  };
}

type Client = { unsafe: (text: string, values: unknown[], how?: object) => unknown };

/** How PostgreSQL goes about each query that one page takes. */
async function plansOf(
  { owner, bare }: Context,
  q: string,
  sort: Parameters<typeof listUsers>[1]["sort"],
): Promise<string[][]> {
  const client = (db() as unknown as { $client: Client }).$client;
  const { unsafe } = client;
  const asked: [string, unknown[]][] = [];
  client.unsafe = function (text, values, how) {
    if (!text.startsWith("explain ")) asked.push([text, values]);
    return unsafe.call(this, text, values, how);
  };
  try {
    const answer = await listUsers(owner, { q, sort, limit: 25 });
    if (!answer.ok) throw new Error(answer.problem.message);
  } finally {
    client.unsafe = unsafe;
  }
  const plans = [];
  for (const [text, values] of asked) {
    const rows = await bare.unsafe(`explain ${text}`, values as never[]);
    plans.push(rows.map((row) => String(row["QUERY PLAN"]).trim()));
  }
  return plans;
}
