import { countUsers } from "../../lib/users/count-users";
import { listUsers } from "../../lib/users/list-users";
import { writePageKey } from "../../lib/users/page-key";
import type { UserSort } from "../../lib/users/user";
import type { Context } from "../context";
import { interleaved, median, quantile, settled, type Times, timed } from "../measure";
import { atLeast, atMost, round, type Section, type Table } from "../report";
import { type Case, mixedFilters, singleFilters } from "./filters";
import { leastPossible, primaryKeyRead, type Read } from "./least";

/**
 * Pages of the list of users and the numbers of all matches, through the operations that every door uses, in times of one read by
 * primary key through the same driver (P), interleaved with it; and the same lists as they are usually written.
 */
export async function measureLists(it: Context): Promise<Section> {
  const primaryKey = await primaryKeyRead(it);
  const deep = await deepKeys(it);
  const single = await pages(it, singleFilters, primaryKey, deep);
  const mixed = await pages(it, mixedFilters, primaryKey, { username: deep.username });
  const counts = await counting(it, primaryKey);
  const usual = await asUsual(it, primaryKey);
  const least = await leastPossible(it, primaryKey);

  const p95s = (cells: Cell[]) => cells.map(({ p95 }) => p95);
  const worst = (cells: Cell[]) => Math.max(...p95s(cells));
  const kept = counts.filter(({ q }) => q === "" || /^(status|role):\S+$/.test(q));
  const others = counts.filter((count) => !kept.includes(count));
  const share = (cells: Cell[], limit: number) =>
    `${((cells.filter(({ p95 }) => p95 <= limit).length / cells.length) * 100).toFixed(0)} % of ${cells.length} within, median ${round(quantile(p95s(cells), 0.5))} P, worst ${round(worst(cells))} P`;
  const slowest = (ratios: number[], wanted: number) => {
    const possible = usual.flatMap(({ most }, place) => (most >= wanted ? [ratios[place] ?? 0] : []));
    const reached = possible.filter((ratio) => ratio >= wanted).length;
    return `${round(Math.min(...ratios))} × at least, median ${round(quantile(ratios, 0.5))} ×; ${reached} of the ${possible.length} that a read by primary key in its place would reach`;
  };
  const drawn = [
    "",
    "status:active",
    "role:admin",
    'group:"Finance 2"',
    "last_seen:never",
    "created_after:900d",
    "name:olivia",
    "maria",
    "zubiri",
    "xq",
    "€",
    "-halden",
  ];
  return {
    bars: usual
      .filter(({ q }) => drawn.includes(q))
      .map(({ q, ms, rows }) => ({ label: q || "no filter", usual: ms, ours: ms / rows })),
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
      {
        ...atLeast("rows against the usual query", 300, Math.min(...usual.map(({ rows }) => rows)), "×"),
        measured: slowest(
          usual.map(({ rows }) => rows),
          300,
        ),
      },
      {
        ...atLeast(
          "rows with exact count against the usual query",
          20,
          Math.min(...usual.map(({ both }) => both)),
          "×",
        ),
        measured: slowest(
          usual.map(({ both }) => both),
          20,
        ),
      },
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
        head: ["Filter", "matches", "first of its rounds", "p50", "p95"],
        rows: counts.map(({ q, matches, first, p50, p95 }) => [
          q || "none",
          matches.toLocaleString("en"),
          round(first),
          round(p50),
          round(p95),
        ]),
      },
      {
        title: "Against the usual query",
        about:
          "How many times slower `count(*) over ()`, `ilike '%x%'`, `order by lower(username) offset n limit 25` is, at the first page and the 36,000th (or the last). At most: if a single read by primary key did it.",
        head: ["Filter", "the usual one", "at most", "rows", "rows and count"],
        rows: usual.map(({ q, ms, most, rows, both }) => [
          q || "none",
          `${round(ms)} ms`,
          `${round(most)} ×`,
          `${round(rows)} ×`,
          `${round(both)} ×`,
        ]),
      },
    ],
  };
}

const orders: UserSort[] = ["username", "created", "last_seen", "status"];

type Keys = Partial<Record<UserSort, string>>;

/** Where page 36,000 of a million begins, in each order: nine tenths through. */
async function deepKeys({ bare, users }: Context): Promise<Keys> {
  const place = Math.floor(users * 0.9);
  const columns = {
    username: ["username_key"],
    created: ["created_at", "id"],
    last_seen: ["last_seen_at", "user_id"],
    status: ["status", "username_key"],
  };
  const keys: Keys = {};
  for (const by of orders) {
    const table = by === "last_seen" ? "user_seen" : "users";
    const list = columns[by].join(", ");
    const [row] = await bare.unsafe(`select ${list} from ${table} order by ${list} offset ${place} limit 1`);
    const values = columns[by].map((name) =>
      row?.[name] instanceof Date ? row[name].toISOString() : String(row?.[name]),
    );
    keys[by] = writePageKey({ by, values, number: place });
  }
  return keys;
}

/** In reads by primary key: the first of its rounds, and at rest. */
type Figures = { first: number; p50: number; p95: number };
type Cell = { q: string; sort: string; page: string } & Figures;

function figures(times: Times, unit: number): Figures {
  const those = settled(times);
  return { first: (times[0] ?? Number.NaN) / unit, p50: median(those) / unit, p95: quantile(those, 0.95) / unit };
}

async function pages(it: Context, cases: Case[], primaryKey: Read, deep: Keys): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const { q } of cases) {
    for (const by of orders) {
      for (const sort of [by, `-${by}`] as const) {
        const works: Record<string, Read> = { P: primaryKey, first: () => rowsOf(it, { q, sort }) };
        const key = deep[by];
        if (key) works.deep = () => rowsOf(it, { q, sort, after: key });
        const times = await interleaved(it.rounds, works);
        const unit = median(times.P ?? []);
        for (const page of ["first", "deep"]) {
          const those = times[page];
          if (those) cells.push({ q, sort, page, ...figures(those, unit) });
        }
      }
    }
    it.say(`  ${q || "no filter"}`);
  }
  return cells;
}

async function rowsOf({ owner }: Context, asked: Parameters<typeof listUsers>[1]) {
  const answer = await listUsers(owner, { limit: 25, ...asked });
  if (!answer.ok) throw new Error(answer.problem.message);
}

async function countOf({ owner }: Context, q: string): Promise<number> {
  const answer = await countUsers(owner, { q });
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.value;
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
    head: ["", ...orders],
    rows: kinds.map(([kind, asked]) => {
      const those = cells.filter(({ q }) => asked.test(q));
      const within = (by: UserSort) => {
        const inOrder = those.filter(({ sort }) => sort === by || sort === `-${by}`);
        return `${inOrder.filter(({ p95 }) => p95 <= 20).length} of ${inOrder.length}`;
      };
      return [kind, ...orders.map(within)];
    }),
  };
}

/** A line for each filter: over all orders, directions and pages. */
function pagesTable(title: string, cells: Cell[], counts: { q: string; matches: number }[]): Table {
  const filters = [...new Set(cells.map(({ q }) => q))];
  return {
    title,
    about:
      "Over all four orders, both directions, the first page and, with single filters, the 36,000th; in reads by primary key. The p50 and p95 are of a query at rest: without the first six of more than twelve rounds, in which it is built and planned, the way to find its users is learned, and pages come from the disk.",
    head: ["Filter", "matches", "median of the first", "median p50", "median p95", "worst p95", "of"],
    rows: filters.map((q) => {
      const those = cells.filter((cell) => cell.q === q);
      const worst = those.toSorted((a, b) => b.p95 - a.p95)[0];
      return [
        q || "none",
        counts.find((count) => count.q === q)?.matches.toLocaleString("en") ?? "",
        ...(["first", "p50", "p95"] as const).map((figure) => round(median(those.map((cell) => cell[figure])))),
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

/** Each filter as it is usually asked, in between ours. */
async function asUsual(it: Context, primaryKey: Read) {
  const { bare, users } = it;
  const results: { q: string; ms: number; most: number; rows: number; both: number }[] = [];
  for (const { q, usual } of [...singleFilters, ...mixedFilters]) {
    const answers = { ours: [] as number[], both: [] as number[], usual: [] as number[], key: [] as number[] };
    for (let i = 0; i < 2; i++) {
      const offset = i === 0 ? 0 : Math.floor(users * 0.9);
      const ask = () =>
        bare.unsafe(`select u.id, u.username, u.email, u.name, u.status, u.created_at, s.last_seen_at, count(*) over () as total
          from users u join user_seen s on s.user_id = u.id where u.deleted_at is null and (${usual})
          order by lower(u.username) offset ${offset} limit 25`);
      answers.usual.push(await timed(ask));
      answers.key.push(await timed(primaryKey), await timed(primaryKey));
      answers.ours.push(await timed(() => rowsOf(it, { q })), await timed(() => rowsOf(it, { q })));
      answers.both.push(await timed(() => Promise.all([rowsOf(it, { q }), countOf(it, q)])));
    }
    const ms = median(answers.usual);
    const timesSlowerThan = (those: number[]) => ms / median(those);
    const { key, ours, both } = answers;
    results.push({ q, ms, most: timesSlowerThan(key), rows: timesSlowerThan(ours), both: timesSlowerThan(both) });
  }
  return results;
}
