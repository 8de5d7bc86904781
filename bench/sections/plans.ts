import { db } from "../../db/client";
import { authenticate } from "../../lib/sessions/authenticate";
import { readKey } from "../../lib/sessions/key";
import { userSorts } from "../../lib/users/user";
import type { Context } from "../context";
import type { Section, Target } from "../report";
import { deepKeys, rowsOf } from "./ask";
import { singleFilters } from "./filters";

/** Of fewer a whole table is so few pages that an index is no help. */
const fewest = 20_000;

/**
 * What no measurement should be needed for.
 *
 * @throws with what reads a whole table and should not, and its plan
 */
export async function requireIndexes(it: Context): Promise<Section> {
  if (it.users < fewest) {
    it.say(`  not looked at: a table of fewer than ${fewest.toLocaleString("en")} users may well be read as a whole`);
    return { targets: [], tables: [] };
  }
  return { targets: [await ofPages(it), await ofSessionCheck(it)], tables: [] };
}

/**
 * By username and by creation no page of a single filter reads a whole table, neither the first nor one far on, nor does one of a status or of none in
 * the other orders. Elsewhere it may be the best there is, of few users.
 */
async function ofPages(it: Context): Promise<Target> {
  const deep = await deepKeys(it);
  const found: string[] = [];
  let plans = 0;
  for (const { q } of singleFilters) {
    const orders = q === "" || q.startsWith("status:") ? userSorts : (["username", "created"] as const);
    for (const sort of orders.flatMap((by) => [by, `-${by}` as const])) {
      for (const after of [undefined, deep[sort]]) {
        for (const plan of await plansOf(() => rowsOf(it, { q, sort, after }))) {
          plans++;
          found.push(
            ...plan.filter(isWhole).map((line) => `${q || "no filter"}, by ${sort}${after ? ", deep" : ""}: ${line}`),
          );
        }
      }
    }
  }
  if (found.length > 0) throw new Error(`Pages of the list read whole tables:\n${found.join("\n")}`);
  const measured = `${plans} plans, none reads a table as a whole`;
  return { what: "pages of one filter are answered by indexes", target: "all", measured, reached: true };
}

const isWhole = (line: string) =>
  /Seq Scan on (users|user_seen|group_members|user_status_changes|sessions)\b/.test(line);

async function ofSessionCheck(it: Context): Promise<Target> {
  const key = readKey(it.keys.large.tokens[0] ?? "");
  if (!key) throw new Error("The owner has no token.");
  const check = () => authenticate(key, { address: "10.0.0.1", userAgent: "bench", requestId: null });
  await check(); // Whoever comes for the first time is noted as seen.
  const plans = await plansOf(check);
  const whole = plans.flat().filter((line) => line.includes("Seq Scan"));
  if (plans.length !== 1 || whole.length > 0) throw new Error(`A session is checked by\n${plans.flat().join("\n")}`);
  const byIndex = plans.flat().filter((line) => /Index (Only )?Scan/.test(line)).length;
  return {
    what: "what the session check adds to a request",
    target: "one indexed query",
    measured: `one query, ${byIndex} indexes and no table as a whole`,
    reached: true,
  };
}

type Client = { unsafe: (text: string, values: unknown[], how?: object) => unknown };

/** How PostgreSQL goes about each query that some work asks. */
async function plansOf(work: () => Promise<unknown>): Promise<string[][]> {
  const client = (db() as unknown as { $client: Client }).$client;
  const { unsafe } = client;
  const asked: [string, unknown[]][] = [];
  client.unsafe = function (text, values, how) {
    if (!text.startsWith("explain ")) asked.push([text, values]);
    return unsafe.call(this, text, values, how);
  };
  try {
    await work();
  } finally {
    client.unsafe = unsafe;
  }
  const plans = [];
  for (const [text, values] of asked) {
    const rows = (await client.unsafe(`explain ${text}`, values)) as { "QUERY PLAN": string }[];
    plans.push(rows.map((row) => row["QUERY PLAN"].trim()));
  }
  return plans;
}
