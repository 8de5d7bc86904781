import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { atOnce, type Context, workersMb } from "../context";
import { type Answered, type Load, load } from "../load/load";
import { inTurns, median, spread } from "../measure";
import { atLeast, atMost, round, type Section, type Table } from "../report";

/** Requests a second, authenticated, against what the machine and the page framework can do at most; each pair interleaved. */
export async function measureHttp(it: Context): Promise<Section> {
  const hello = fileURLToPath(new URL("../yardsticks/hello/", import.meta.url));
  execFileSync(process.execPath, ["node_modules/next/dist/bin/next", "build", hello], { stdio: "ignore" });
  const [bare, framework] = [await it.yardstick("bare.mjs"), await it.yardstick("hello/server.mjs")];
  const [bareList, stack] = [await it.yardstick("bare-list.mjs"), await it.yardstick("stack.ts")];
  const [stacks, frameworks] = [await it.yardstick("stack.ts", 2), await it.yardstick("hello/server.mjs", 2)];
  const [one, two, small] = [await it.serve(it.large, 1), await it.serve(it.large, 2), await it.serve(it.small, 1)];
  try {
    const signedIn = it.keys.large.tokens.map((token) => ({ "coder-session-token": token }));
    const [inLarge, inSmall] = [it.keys.large, it.keys.small].map(({ cookies }) =>
      cookies.map((cookie) => ({ cookie })),
    );
    const list = "/api/v2/users?limit=25&q=status:active";
    const seconds = it.brief ? 0.3 : 3;
    const by =
      (connections: number) =>
      (url: string, each: Record<string, string>[] = [{}]): Load => ({
        url,
        sent: each.map((headers) => ({ headers })),
        connections,
        seconds,
      });
    const [many, alone] = [by(atOnce), by(1)];

    const atStart = workersMb(one);
    for (const server of [one, two, small])
      for (let i = 0; i < 3; i++) await load(many(`${server.address}/users`, server === small ? inSmall : inLarge));

    const loads: Record<string, Load> = {
      bare: many(bare.address),
      me: many(`${one.address}/api/v2/users/me`, signedIn),
      "bare, what users/me asks": many(`${bareList.address}/me`),
      "bare, what the list asks": many(bareList.address),
      "Hono and Drizzle, what users/me asks": many(`${stack.address}/me`),
      "Hono and Drizzle, what the list asks": many(stack.address),
      "Hono and Drizzle, two workers": many(stacks.address),
      list: many(`${one.address}${list}`, signedIn),
      "list, two workers": many(`${two.address}${list}`, signedIn),
      hello: many(framework.address),
      "hello, 25 plain rows": many(`${framework.address}/rows`),
      "hello, as much markup": many(`${framework.address}/drawn`),
      "hello, what the page asks": many(`${framework.address}/asked`),
      "hello, the same in a frame": many(`${framework.address}/framed/users`),
      "hello, two workers in a frame": many(`${frameworks.address}/framed/users`),
      page: many(`${one.address}/users`, inLarge),
      "page, two workers": many(`${two.address}/users`, inLarge),
      "page alone": alone(`${one.address}/users`, inLarge),
      "page alone, 1,000 users": alone(`${small.address}/users`, inSmall),
    };
    const works = Object.entries(loads).map(([name, asked]) => [name, () => costOf(asked)] as const);
    const answered = await inTurns(it.brief ? 1 : 5, Object.fromEntries(works));
    const rate = (name: string) => median(answered[name]?.map(({ perSecond }) => perSecond) ?? []);
    const first = (name: string) => median(answered[name]?.map(({ p50 }) => p50) ?? []);
    const atEnd = workersMb(one);
    return {
      targets: [
        atLeast("GET /api/v2/users/me against bare node:http", 0.5, rate("me") / rate("bare"), "×"),
        atLeast(
          "GET /api/v2/users?limit=25&q=status:active with count against it",
          0.3,
          rate("list") / rate("bare"),
          "×",
        ),
        atLeast("users page, 25 rows, against a hello page", 0.3, rate("page") / rate("hello"), "×"),
        atLeast("two workers against one, API", 1.6, rate("list, two workers") / rate("list"), "×"),
        atLeast("two workers against one, page", 1.6, rate("page, two workers") / rate("page"), "×"),
        atMost(
          `users page, whole answer, at ${it.users.toLocaleString("en")} users against 1,000`,
          1.3,
          first("page alone") / first("page alone, 1,000 users"),
          "×",
        ),
        atMost("memory of the worker after all these requests against after start", 3, atEnd / atStart, "×"),
      ],
      tables: [
        limitsTable(rate, answered),
        {
          title: "Requests",
          about: `${atOnce} connections where not “alone”, and as many sessions; medians of 5 rounds of 3 s, taken in turns. The worker had ${round(atStart)} MB after start, before anybody asked, and ${round(atEnd)} MB after all these requests.`,
          head: ["", "a second", "spread", "p50 ms", "p95 ms", "p99 ms"],
          rows: Object.entries(answered).map(([name, rounds]) => [
            name,
            round(median(rounds.map(({ perSecond }) => perSecond))),
            `± ${(spread(rounds.map(({ perSecond }) => perSecond)) * 100).toFixed(0)} %`,
            ...(["p50", "p95", "p99"] as const).map((name) => round(median(rounds.map((one) => one[name])))),
          ]),
        },
      ],
    };
  } finally {
    for (const server of [bare, bareList, stack, stacks, framework, frameworks, one, two, small]) await server.stop();
  }
}

type Cost = Answered & { cpuMs: number };

/**
 * Why a figure falls short: what the machine and the libraries make of the same questions with nothing else around them; and that two
 * workers share these cores with PostgreSQL and with whoever asks, so that together they answer as many as all cores can pay for.
 */
function limitsTable(rate: (name: string) => number, answered: Record<string, Cost[]>): Table {
  const cores = availableParallelism();
  const mostOf = (name: string) => (cores * 1000) / median(answered[name]?.map(({ cpuMs }) => cpuMs) ?? []);
  const [api, hello] = ["against bare `node:http` of one read", "against a hello page"];
  const limits = [
    {
      what: `users/me ${api}: the same, each asked by itself, in bare \`node:http\``,
      most: "bare, what users/me asks",
      name: "me",
    },
    {
      what: `users/me ${api}: the same, each asked by itself, in Hono and Drizzle`,
      most: "Hono and Drizzle, what users/me asks",
      name: "me",
    },
    {
      what: `the list ${api}: the same questions in bare \`node:http\``,
      most: "bare, what the list asks",
      name: "list",
    },
    {
      what: `the list ${api}: the same in Hono and Drizzle`,
      most: "Hono and Drizzle, what the list asks",
      name: "list",
    },
    { what: `the users page ${hello}: 25 rows of 8 cells without a look`, most: "hello, 25 plain rows", name: "page" },
    {
      what: `the users page ${hello}: as much markup, with nothing behind it`,
      most: "hello, as much markup",
      name: "page",
    },
    {
      what: `the users page ${hello}: the same, of the users that the driver alone asks for, who go along as data`,
      most: "hello, what the page asks",
      name: "page",
    },
    {
      what: `the users page ${hello}: those in a frame, with heads, box and foot, by the libraries it is made of`,
      most: "hello, the same in a frame",
      name: "page",
    },
  ];
  const twos = [
    {
      name: "list",
      without: "Hono and Drizzle with nothing else",
      one: "Hono and Drizzle, what the list asks",
      two: "Hono and Drizzle, two workers",
    },
    {
      name: "page",
      without: "its libraries in a frame with nothing behind them",
      one: "hello, the same in a frame",
      two: "hello, two workers in a frame",
    },
  ];
  return {
    title: "What the machine and the libraries would give at most",
    head: ["", "at most", "measured"],
    rows: [
      ...limits.map(({ what, most, name }) => {
        const unit = rate(name === "page" ? "hello" : "bare");
        return [what, `${round(rate(most) / unit)} ×`, `${round(rate(name) / unit)} ×`];
      }),
      ...twos.flatMap(({ name, without, one, two }) => {
        const measured = `${round(rate(`${name}, two workers`) / rate(name))} ×`;
        return [
          [
            `two workers against one, ${name}: all ${cores} cores, with what a request costs on all of them`,
            `${round(mostOf(name) / rate(name))} ×`,
            measured,
          ],
          [`two workers against one, ${name}: ${without}`, `${round(rate(two) / rate(one))} ×`, measured],
        ];
      }),
    ],
  };
}

/** What all cores together have worked since the machine was started, in milliseconds. */
function busyMs(): number {
  const [, user, nice, system, , , irq, softirq] = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "")
    .split(/ +/)
    .map(Number);
  return [user, nice, system, irq, softirq].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) * 10;
}

async function costOf(asked: Load): Promise<Cost> {
  const before = busyMs();
  const answered = await load(asked);
  return { ...answered, cpuMs: (busyMs() - before) / (answered.perSecond * asked.seconds) };
}
