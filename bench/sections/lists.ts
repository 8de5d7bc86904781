import { type UserSort, userSorts } from "../../lib/users/user";
import type { Context } from "../context";
import { interleaved, median, quantile, settled, spread, type Times } from "../measure";
import { atMost, round, type Section, type Table } from "../report";
import { countOf, deepKeys, rowsOf, type Sort, sorts } from "./ask";
import { type Case, mixedFilters, singleFilters } from "./filters";
import { leastPossible, primaryKeyRead, type Read } from "./least";
import { asUsual, usualBars, usualTable, usualTargets } from "./usual";

/**
 * Pages of the list of users and the numbers of all matches, through the operations that every door uses, in times of one read by
 * primary key through the same driver (P), interleaved with it; and the same lists as they are usually written.
 */
export async function measureLists(it: Context): Promise<Section> {
  const primaryKey = await primaryKeyRead(it);
  const deep = await deepKeys(it);
  const single = await pages(it, singleFilters, primaryKey, deep);
  const mixed = await pages(it, mixedFilters, primaryKey, deep);
  const counts = await counting(it, primaryKey);
  const usual = await asUsual(it);
  const least = await leastPossible(it, primaryKey);

  const p95s = (cells: Cell[]) => cells.map(({ p95 }) => p95);
  const worst = (cells: Cell[]) => Math.max(...p95s(cells));
  const kept = counts.filter(({ q }) => q === "" || /^(status|role):\S+$/.test(q));
  const others = counts.filter((count) => !kept.includes(count));
  const share = (cells: Cell[], limit: number) =>
    `${((cells.filter(({ p95 }) => p95 <= limit).length / cells.length) * 100).toFixed(0)} % of ${cells.length} within, median ${round(median(p95s(cells)))} P, worst ${round(worst(cells))} P`;
  return {
    bars: usualBars(usual),
    targets: [
      {
        what: "rows of a page, any single filter, sort, direction, first or deep: p95 at rest",
        target: "≤ 20 P",
        measured: share(single, 20),
        reached: worst(single) <= 20,
      },
      {
        what: "rows, three filters and a word, adversarial: p95 at rest",
        target: "≤ 150 P",
        measured: share(mixed, 150),
        reached: worst(mixed) <= 150,
      },
      atMost(
        "exact count: no filter, one status, one role: p95 at rest",
        20,
        Math.max(...kept.map(({ p95 }) => p95)),
        "P",
      ),
      atMost("exact count of anything else: p95 at rest", 600, Math.max(...others.map(({ p95 }) => p95)), "P"),
      ...usualTargets(usual),
    ],
    tables: [
      {
        title: "What a page or a number costs at least",
        about: "Through the driver alone, in reads by primary key.",
        head: ["", "p50", "p95", "p50 in time"],
        rows: least,
      },
      withinTable(single),
      pagesTable("Pages of a single filter", single, counts),
      pagesTable("Pages of several filters", mixed, counts),
      {
        title: "Exact counts",
        about:
          "In reads by primary key. Where a count takes long there were few rounds, and the p99 is the worst of them.",
        head: ["Filter", "matches", "first of its rounds", "p50", "p95", "p99", "spread of the p50"],
        rows: counts.map(({ q, matches, first, p50, p95, p99, spread }) => [
          q || "none",
          matches.toLocaleString("en"),
          ...[first, p50, p95, p99].map(round),
          `± ${round(spread * 100)} %`,
        ]),
      },
      usualTable(usual),
    ],
  };
}

/** In reads by primary key: the first of its rounds, and at rest. */
type Figures = { first: number; p50: number; p95: number; p99: number; spread: number };
type Cell = { q: string; sort: Sort; page: string } & Figures;

function figures(times: Times, unit: number): Figures {
  const those = settled(times);
  const [p95, p99] = [quantile(those, 0.95) / unit, quantile(those, 0.99) / unit];
  return { first: (times[0] ?? Number.NaN) / unit, p50: median(those) / unit, p95, p99, spread: spread(those) };
}

async function pages(it: Context, cases: Case[], primaryKey: Read, deep: Record<Sort, string>): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const { q } of cases) {
    for (const sort of sorts) {
      const { P, ...times } = await interleaved(it.rounds, {
        P: primaryKey,
        first: () => rowsOf(it, { q, sort }),
        deep: () => rowsOf(it, { q, sort, after: deep[sort] }),
      });
      const unit = median(P);
      for (const [page, those] of Object.entries(times)) cells.push({ q, sort, page, ...figures(those, unit) });
    }
    it.say(`  ${q || "no filter"}`);
  }
  return cells;
}

const kinds: [string, RegExp][] = [
  ["everybody, a status, a login type", /^($|status:|login_type:|service_account:)/],
  ["a role", /^role:/],
  ["a group", /^group:/],
  ["a time of being seen", /^last_seen/],
  ["a time of creation", /^created/],
  ["a part of a text", /^((name|email|username):|[^:]+$)/],
];

/** Where the pages are that fall short. */
function withinTable(cells: Cell[]): Table {
  return {
    title: "Pages within 20 P, by what is asked and in which order",
    head: ["", ...userSorts],
    rows: kinds.map(([kind, asked]) => {
      const those = cells.filter(({ q }) => asked.test(q));
      const within = (by: UserSort) => {
        const inOrder = those.filter(({ sort }) => sort === by || sort === `-${by}`);
        return `${inOrder.filter(({ p95 }) => p95 <= 20).length} of ${inOrder.length}`;
      };
      return [kind, ...userSorts.map(within)];
    }),
  };
}

/** A line for each filter: over all orders, directions and pages. */
function pagesTable(title: string, cells: Cell[], counts: { q: string; matches: number }[]): Table {
  const filters = [...new Set(cells.map(({ q }) => q))];
  return {
    title,
    about:
      "Over all four orders, both directions, the first page and the 36,000th; in reads by primary key. The p50 and p95 are of a query at rest: without the first six of more than twelve rounds, in which it is built and planned, the way to find its users is learned, and pages come from the disk.",
    head: [
      "Filter",
      "matches",
      "median of the first",
      "median p50",
      "its spread",
      "median p95",
      "median p99",
      "worst p95",
      "of",
    ],
    rows: filters.map((q) => {
      const those = cells.filter((cell) => cell.q === q);
      const worst = those.toSorted((a, b) => b.p95 - a.p95)[0];
      const middle = (figure: keyof Figures) => median(those.map((cell) => cell[figure]));
      return [
        q || "none",
        counts.find((count) => count.q === q)?.matches.toLocaleString("en") ?? "",
        ...(["first", "p50"] as const).map((figure) => round(middle(figure))),
        `± ${round(middle("spread") * 100)} %`,
        ...(["p95", "p99"] as const).map((figure) => round(middle(figure))),
        round(worst?.p95 ?? Number.NaN),
        `${worst?.sort}, ${worst?.page}`,
      ];
    }),
  };
}

async function counting(it: Context, primaryKey: Read) {
  const counts: ({ q: string; matches: number } & Figures)[] = [];
  for (const { q } of [...singleFilters, ...mixedFilters]) {
    const times = await interleaved(it.rounds, { P: primaryKey, count: () => countOf(it, q) });
    const unit = median(times.P);
    counts.push({ q, matches: await countOf(it, q), ...figures(times.count, unit) });
  }
  return counts;
}
