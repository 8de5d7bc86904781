import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { type RunningServer, startServer } from "../../e2e/support/server";
import type { Context } from "../context";
import { workersMb } from "../context";
import { type Answered, type Load, load } from "../load/load";
import { median, spread } from "../measure";
import { atLeast, atMost, round, type Section, type Table } from "../report";

/** Requests a second, authenticated, against what the machine and the page framework can do at most; each pair interleaved. */
export async function measureHttp(it: Context): Promise<Section> {
  const hello = fileURLToPath(new URL("../yardsticks/hello/", import.meta.url));
  execFileSync(process.execPath, ["node_modules/next/dist/bin/next", "build", hello], { stdio: "ignore" });
  const yardstick = (file: string) => startYardstick(file, it.large);
  const [bare, framework] = [await yardstick("bare.mjs"), await yardstick("hello/server.mjs")];
  const bareList = await yardstick("bare-list.mjs");
  const [one, two, small] = [await it.serve(it.large, 1), await it.serve(it.large, 2), await it.serve(it.small, 1)];
  try {
    const { cookie, token } = it.keys.large;
    const smallCookie = it.keys.small.cookie;
    const signedIn = { "coder-session-token": token };
    const list = "/api/v2/users?limit=25&q=status:active";
    const atOnce = 16;
    const seconds = it.brief ? 0.3 : 3;
    const many = (url: string, headers = {}): Load => ({ url, headers, connections: atOnce, seconds });
    const alone = (url: string, headers = {}): Load => ({ url, headers, connections: 1, seconds });

    for (const server of [one, two, small])
      for (let i = 0; i < 3; i++)
        await load(many(`${server.address}/users`, { cookie: server === small ? smallCookie : cookie }));
    const atStart = workersMb(one);

    const loads: Record<string, Load> = {
      bare: many(bare.address),
      me: many(`${one.address}/api/v2/users/me`, signedIn),
      "bare, what users/me asks": many(`${bareList.address}/me`),
      "bare, what the list asks": many(bareList.address),
      list: many(`${one.address}${list}`, signedIn),
      "list, two workers": many(`${two.address}${list}`, signedIn),
      hello: many(framework.address),
      "hello, 25 plain rows": many(`${framework.address}/rows`),
      page: many(`${one.address}/users`, { cookie }),
      "page, two workers": many(`${two.address}/users`, { cookie }),
      "page alone": alone(`${one.address}/users`, { cookie }),
      "page alone, 1,000 users": alone(`${small.address}/users`, { cookie: smallCookie }),
    };
    const answered = await inTurns(loads, it.brief ? 1 : 5);
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
        atMost("memory of the worker after it against after start", 3, atEnd / atStart, "×"),
      ],
      tables: [
        limitsTable(rate, answered),
        {
          title: "Requests",
          about: `${atOnce} connections where not “alone”; medians of 5 rounds of 3 s, taken in turns. The worker had ${round(atStart)} MB after it had answered its first pages, and ${round(atEnd)} MB after all of it.`,
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
    for (const server of [bare, bareList, framework, one, two, small]) await server.stop();
  }
}

type Cost = Answered & { cpuMs: number };

/**
 * Why a figure falls short: what the machine would give at most. An answer cannot be quicker than bare `node:http` that asks the same; and two
 * workers share these cores with PostgreSQL and with whoever asks, so that together they answer as many as all cores can pay for.
 */
function limitsTable(rate: (name: string) => number, answered: Record<string, Cost[]>): Table {
  const cores = availableParallelism();
  const mostOf = (name: string) => (cores * 1000) / median(answered[name]?.map(({ cpuMs }) => cpuMs) ?? []);
  return {
    title: "What the machine would give at most",
    head: ["", "at most", "measured"],
    rows: [
      ...[
        { what: "users/me", name: "me" },
        { what: "the list", name: "list" },
      ].map(({ what, name }) => [
        `${what} against bare \`node:http\` of one read`,
        `${round(rate(`bare, what ${what} asks`) / rate("bare"))} ×`,
        `${round(rate(name) / rate("bare"))} ×`,
      ]),
      [
        "the users page against a hello page: 25 rows of 8 cells with no look, no library and no question",
        `${round(rate("hello, 25 plain rows") / rate("hello"))} ×`,
        `${round(rate("page") / rate("hello"))} ×`,
      ],
      ...["list", "page"].map((name) => [
        `two workers against one, ${name}: all ${cores} cores, with what a request costs on all of them`,
        `${round(mostOf(name) / rate(name))} ×`,
        `${round(rate(`${name}, two workers`) / rate(name))} ×`,
      ]),
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

async function inTurns(loads: Record<string, Load>, rounds: number): Promise<Record<string, Cost[]>> {
  const answered: Record<string, Cost[]> = Object.fromEntries(Object.keys(loads).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const names = Object.keys(loads);
    for (const name of round % 2 ? names.toReversed() : names) {
      const one = loads[name];
      if (!one) continue;
      const before = busyMs();
      const these = await load(one);
      answered[name]?.push({ ...these, cpuMs: (busyMs() - before) / (these.perSecond * one.seconds) });
    }
  }
  return answered;
}

function startYardstick(file: string, database: string): Promise<RunningServer> {
  const path = fileURLToPath(new URL(`../yardsticks/${file}`, import.meta.url));
  return startServer({ DATABASE_URL: database }, [], path);
}
