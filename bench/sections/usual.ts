import type { Context } from "../context";
import { median, spread, timed } from "../measure";
import { round, type Table, type Target } from "../report";
import { countOf, deepKeys, rowsOf } from "./ask";
import { mixedFilters, singleFilters } from "./filters";
import { usersByIds } from "./least";

/** How long the usual query takes for a page, in milliseconds, and how many times as long as what is told here. */
export type Compared = {
  q: string;
  page: "first" | "deep";
  ms: number;
  spread: number;
  /** Than reading the users of a page whose ids are known: more than that there cannot be. */
  most: number;
  rows: number;
  both: number;
};

/** Each filter as it is usually asked, by username, in between ours and what the least is: the first page, and the one nine tenths through. */
export async function asUsual(it: Context): Promise<Compared[]> {
  const deepKey = (await deepKeys(it)).username;
  const known = await usersByIds(it);
  const results: Compared[] = [];
  for (const { q, usual } of [...singleFilters, ...mixedFilters]) {
    const matches = await countOf(it, q);
    for (const page of ["first", "deep"] as const) {
      const after = page === "deep" ? deepKey : undefined;
      const offset = page === "deep" ? Math.floor(matches * 0.9) : 0;
      const rows = () => rowsOf(it, { q, after });
      const works = {
        usual: () => theUsual(it, usual, offset),
        known,
        rows,
        both: () => Promise.all([rows(), countOf(it, q)]),
      };
      const times = { usual: [] as number[], known: [] as number[], rows: [] as number[], both: [] as number[] };
      for (let i = 0; i < (it.brief ? 1 : 3); i++) {
        times.usual.push(await timed(works.usual));
        for (let again = 0; again < 3; again++)
          for (const name of ["known", "rows", "both"] as const) times[name].push(await timed(works[name]));
      }
      const ms = median(times.usual);
      const than = (name: "known" | "rows" | "both") => ms / median(times[name]);
      results.push({
        q,
        page,
        ms,
        spread: spread(times.usual),
        most: than("known"),
        rows: than("rows"),
        both: than("both"),
      });
    }
    it.say(`  as usual: ${q || "no filter"}`);
  }
  return results;
}

const theUsual = ({ bare }: Context, where: string, offset: number) =>
  bare.unsafe(`select u.id, u.username, u.email, u.name, u.status, u.created_at, s.last_seen_at, count(*) over () as total
    from users u join user_seen s on s.user_id = u.id where u.deleted_at is null and (${where})
    order by lower(u.username) offset ${offset} limit 25`);

export const usualTargets = (compared: Compared[]): Target[] => [
  target("rows against the usual query", 300, compared, "rows"),
  target("rows with exact count against the usual query", 20, compared, "both"),
];

function target(what: string, wanted: number, compared: Compared[], of: "rows" | "both"): Target {
  const ratios = compared.map((one) => one[of]);
  const possible = compared.filter(({ most }) => most >= wanted);
  const reached = possible.filter((one) => one[of] >= wanted).length;
  const least = Math.min(...ratios);
  return {
    what,
    target: `≥ ${wanted} ×`,
    measured: `${round(least)} × at least, median ${round(median(ratios))} ×; ${reached} of the ${possible.length} of ${compared.length} where reading 26 known users would reach it`,
    reached: least >= wanted,
  };
}

export function usualTable(compared: Compared[]): Table {
  return {
    title: "Against the usual query",
    about:
      "How many times as long `count(*) over ()`, `ilike '%x%'`, `order by lower(username) offset n limit 25` takes, for the first page and for the one nine tenths through. At most: than reading 26 users whose ids are known, in its place.",
    head: ["Filter", "page", "the usual one", "spread", "at most", "rows", "rows and count"],
    rows: compared.map(({ q, page, ms, spread, most, rows, both }) => [
      q || "none",
      page,
      `${round(ms)} ms`,
      `± ${round(spread * 100)} %`,
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
export const usualBars = (compared: Compared[]) =>
  compared
    .filter(({ q, page }) => page === "first" && drawn.includes(q))
    .map(({ q, ms, rows }) => ({ label: q || "no filter", usual: ms, ours: ms / rows }));
