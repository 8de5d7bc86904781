import { writePageKey } from "../../lib/users/page-key";
import type { Context } from "../context";
import { median, type Times, timed } from "../measure";
import { round, type Table, type Target } from "../report";
import { countOf, rowsOf } from "./ask";
import { mixedFilters, singleFilters } from "./filters";
import { usersByIds } from "./least";

/** How long the usual query takes for a page, in milliseconds, and how many times as long as what is told here. */
export type Compared = {
  q: string;
  page: "first" | "deep";
  ms: number;
  from: number;
  to: number;
  /** Than reading as many users as the page has, whose ids are known. */
  most: number;
  rows: number;
  both: number;
};

const compared = ["known", "rows", "both"] as const;

/** Each filter as it is usually asked, by username, in between ours: the first page, and the one nine tenths through, where there is a whole one. */
export async function asUsual(it: Context): Promise<Compared[]> {
  const results: Compared[] = [];
  for (const { q, usual } of [...singleFilters, ...mixedFilters]) {
    const matches = await countOf(it, q);
    const known = await usersByIds(it, Math.max(1, Math.min(26, matches)));
    for (const page of matches < 300 ? (["first"] as const) : (["first", "deep"] as const)) {
      const offset = page === "deep" ? Math.floor(matches * 0.9) : 0;
      const after = page === "deep" ? await keyBefore(it, usual, offset) : undefined;
      const rows = () => rowsOf(it, { q, after });
      const works = { known, rows, both: () => Promise.all([rows(), countOf(it, q)]) };
      const usually: Times = [];
      const times: Record<(typeof compared)[number], Times> = { known: [], rows: [], both: [] };
      for (let i = 0; i < (it.brief ? 1 : 3); i++) {
        usually.push(await timed(() => theUsual(it, usual, offset)));
        for (let again = 0; again < 9; again++) {
          const name = compared[(i + again) % 3] as (typeof compared)[number];
          times[name].push(await timed(works[name]));
        }
      }
      const ms = median(usually);
      const than = (name: keyof typeof times) => ms / median(times[name]);
      const range = { from: Math.min(...usually), to: Math.max(...usually) };
      results.push({ q, page, ms, ...range, most: than("known"), rows: than("rows"), both: than("both") });
    }
    it.say(`  as usual: ${q || "no filter"}`);
  }
  return results;
}

const theUsual = ({ bare }: Context, where: string, offset: number) =>
  bare.unsafe(`select u.id, u.username, u.email, u.name, u.status, u.created_at, s.last_seen_at, count(*) over () as total
    from users u join user_seen s on s.user_id = u.id where u.deleted_at is null and (${where})
    order by lower(u.username) offset ${offset} limit 25`);

/** What our page goes on from, to begin where that of the usual query does. */
async function keyBefore({ bare }: Context, where: string, offset: number): Promise<string> {
  const [row] = await bare.unsafe(`select u.username_key from users u join user_seen s on s.user_id = u.id
    where u.deleted_at is null and (${where}) order by u.username_key offset ${offset - 1} limit 1`);
  return writePageKey({ by: "username", values: [String(row?.username_key)], number: offset });
}

export const usualTargets = (all: Compared[]): Target[] => [
  target("rows against the usual query", 300, all, "rows"),
  target("rows with exact count against the usual query", 20, all, "both"),
];

function target(what: string, wanted: number, all: Compared[], of: "rows" | "both"): Target {
  const ratios = all.map((one) => one[of]);
  const possible = all.filter(({ most }) => most >= wanted);
  const reached = possible.filter((one) => one[of] >= wanted).length;
  const least = Math.min(...ratios);
  return {
    what,
    target: `≥ ${wanted} ×`,
    measured: `${round(least)} × at least, median ${round(median(ratios))} ×; ${reached} of the ${possible.length} of ${all.length} where reading users whose ids are known would reach it`,
    reached: least >= wanted,
  };
}

export function usualTable(all: Compared[]): Table {
  return {
    title: "Against the usual query",
    about:
      "How many times as long `count(*) over ()`, `ilike '%x%'`, `order by lower(username) offset n limit 25` takes, for the first page and, where there is a whole one, for that nine tenths through: the median of three, with nine of ours between. By ids: than reading as many users as the page has, whose ids are known, in its place.",
    head: ["Filter", "page", "the usual one", "from, to", "by ids", "rows", "rows and count"],
    rows: all.map(({ q, page, ms, from, to, most, rows, both }) => [
      q || "none",
      page,
      `${round(ms)} ms`,
      `${round(from)}, ${round(to)}`,
      ...[most, rows, both].map((ratio) => `${round(ratio)} ×`),
    ]),
  };
}

const drawn = ["", "status:active", "role:admin", 'group:"Finance 2"', "last_seen:never", "created_after:900d"].concat([
  "name:olivia",
  "maria",
  "zubiri",
  "xq",
  "€",
  "-halden",
]);

/** The first pages of what people ask. */
export const usualBars = (all: Compared[]) =>
  all
    .filter(({ q, page }) => page === "first" && drawn.includes(q))
    .map(({ q, ms, rows }) => ({ label: q || "no filter", usual: ms, ours: ms / rows }));
