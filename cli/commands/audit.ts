import { setTimeout as pause } from "node:timers/promises";
import { entryColumns } from "../columns";
import { command, flag, text, whole } from "../command";
import type { Api } from "../server/api";
import { isAway } from "../server/problem";
import type { ApiEntry } from "../server/shapes";
import { say } from "../terminal/say";

export const audit = command({
  usage: "audit",
  about: "Read the audit log, the newest first",
  examples: [
    ["roster audit --filter 'outcome:refused since:7d'", "what was tried, and refused"],
    ["roster audit --filter target:ada --limit 100", "what was done to ada"],
    ["roster audit --follow", "what happens, as it happens"],
  ],
  options: {
    filter: text("<filter>", "only what matches: action, actor, target, outcome, ip, since, until …", { short: "f" }),
    limit: whole("<n>", "at most so many; 25 unless told"),
    follow: flag("go on with what happens, the newest last; in JSON a line each"),
  },
  works: "server",
  reads: true,
  columns: entryColumns,

  async run({ api, out, options: { filter = "", limit = 25, follow } }) {
    if (follow) return out.stream(entryColumns, following(api, filter, limit));
    let listed = 0;
    let all = 0;
    async function* pages() {
      for await (const { audit_logs, count } of newestFirst(api, filter)) {
        const wanted = audit_logs.slice(0, limit - listed);
        listed += wanted.length;
        all = count;
        yield wanted;
        if (listed >= limit) return;
      }
    }
    await out.list(entryColumns, pages());
    if (all > listed) say(`${listed.toLocaleString("en")} of ${all.toLocaleString("en")}. --limit shows more.`);
  },
});

const perPage = 500;

type Page = { audit_logs: ApiEntry[]; count: number; next_cursor: string | null };

/** All that match, page by page. */
async function* newestFirst(api: Api, q: string): AsyncGenerator<Page> {
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page: Page = await api.get("/audit", { q, limit: perPage, cursor });
    yield page;
    cursor = page.next_cursor;
  }
}

/** In milliseconds; 0 where there is none. */
const newestOf = ({ audit_logs: [first] }: Page): number => (first ? Date.parse(first.time) : 0);

const everyMs = 2000;
/** A change that took long is told with the time it began: entries may come this much late. */
const lateMs = 60_000;

/** The last few, then each new one within moments, the newest last. */
async function* following(api: Api, q: string, limit: number): AsyncGenerator<ApiEntry[]> {
  const first = await api.get<Page>("/audit", { q, limit: Math.min(limit, perPage) });
  yield first.audit_logs.toReversed();
  let seen = new Map(first.audit_logs.map(({ id, time }) => [id, Date.parse(time)]));
  // What is older than those and comes with the next look is not new.
  if (newestOf(first) > 0) {
    const since = `since:${new Date(newestOf(first) - lateMs).toISOString()}`;
    for await (const { audit_logs } of newestFirst(api, [since, q && `(${q})`].filter(Boolean).join(" "))) {
      for (const { id, time } of audit_logs) if (Date.parse(time) <= newestOf(first)) seen.set(id, Date.parse(time));
    }
  }
  let away = false;
  let newest = newestOf(first);
  for (;;) {
    await pause(everyMs);
    const since = newest > 0 ? `since:${new Date(newest - lateMs).toISOString()}` : "";
    const fresh: ApiEntry[] = [];
    try {
      for await (const { audit_logs } of newestFirst(api, [since, q && `(${q})`].filter(Boolean).join(" "))) {
        fresh.push(...audit_logs.filter(({ id }) => !seen.has(id)));
      }
    } catch (error) {
      // It may come back: what happened meanwhile is told then.
      if (!isAway(error)) throw error;
      if (!away) say(`${(error as Error).message} It is asked again until it answers.`);
      away = true;
      continue;
    }
    away = false;
    fresh.reverse();
    for (const { id, time } of fresh) seen.set(id, Date.parse(time));
    newest = Math.max(newest, ...fresh.map(({ time }) => Date.parse(time)));
    seen = new Map([...seen].filter(([, time]) => time >= newest - 2 * lateMs));
    yield fresh;
  }
}
