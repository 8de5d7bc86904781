import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { updateProfile } from "../../lib/users/update-profile";
import { bin } from "../../scripts/tasks.mjs";
import type { Context } from "../context";
import { median, quantile, type Times, timed } from "../measure";
import { primaryKeyRead } from "./least";

/**
 * How long another write waits in the meantime, in milliseconds; and the longest in a median minute, as the sweep goes on for longer than what it is
 * compared with.
 */
export type Waits = { p50: number; p99: number; longest: number; longestInMinute: number };

/**
 * The sweep of three users in ten, and how long another write waits for it: beside the same write alone for a minute, and for a minute in which a
 * process that locks nothing writes as much to PostgreSQL's log in as many commits. What waits as long there, waits for the disk or a core.
 */
export async function sweeping(it: Context) {
  await makeUnseen(it);
  const write = await anotherWrite(it);
  const primaryKey = await primaryKeyRead(it);
  const alone = await waitsDuring(it, write, () => pause(minute(it)));

  const start = await written(it);
  let swept = { marked: 0, seconds: 0 };
  const waits = await waitsDuring(it, write, async () => {
    const sweep = [bin("tsx/dist/cli.mjs"), "bench/load/sweep.ts", it.large];
    swept = JSON.parse((await promisify(execFile)(process.execPath, sweep)).stdout);
  });
  const bytes = (await written(it)) - start;

  const asMuch = await waitsDuring(it, write, () => writeAsMuch(it, { bytes, ...swept }));
  const quiet: Times = [];
  for (let i = 0; i < 200; i++) quiet.push(await timed(primaryKey));
  return { ...swept, bytes, unit: median(quiet), waits, alone, asMuch };
}

const minute = ({ brief }: Context) => (brief ? 500 : 60_000);

async function makeUnseen({ bare, owner, users }: Context): Promise<void> {
  await bare`update user_seen set last_seen_at = now() - interval '100 days' - random() * interval '100 days' where user_id in (
    select id from users where status = 'active' and deleted_at is null and id <> ${owner.id}
      and status_since < now() - interval '91 days' limit ${Math.round(users * 0.3)})`;
  await bare`vacuum analyze user_seen`;
}

/** Of people whom the sweep has nothing to do with. */
async function anotherWrite({ bare, owner }: Context): Promise<() => Promise<void>> {
  const others = await bare<{ id: string }[]>`
    select id from users where status <> 'active' and deleted_at is null order by id limit 1000`;
  let i = 0;
  return async () => {
    const { id } = others[i++ % others.length] as { id: string };
    const { ok } = await updateProfile(owner, { userId: id, name: `Renamed ${Date.now()} ${i}` });
    if (!ok) throw new Error("A name was not changed.");
  };
}

/** Writes again and again, one after the other, until the work is done. */
async function waitsDuring(it: Context, write: () => Promise<void>, work: () => Promise<unknown>): Promise<Waits> {
  let over = false;
  const waits: Times = [];
  const longest = new Map<number, number>();
  const start = performance.now();
  const writing = (async () => {
    while (!over) {
      const at = Math.floor((performance.now() - start) / minute(it));
      const wait = await timed(write);
      waits.push(wait);
      longest.set(at, Math.max(longest.get(at) ?? 0, wait));
    }
  })();
  await work();
  over = true;
  await writing;
  return {
    p50: median(waits),
    p99: quantile(waits, 0.99),
    longest: quantile(waits, 1),
    longestInMinute: median([...longest.values()]),
  };
}

/** Where PostgreSQL's log ends, in bytes. */
async function written({ bare }: Context): Promise<number> {
  const [end] = await bare`select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes`;
  return Number(end?.bytes);
}

/** A minute of what the sweep wrote: the same share of its bytes, in a commit for each 200 users. */
async function writeAsMuch(it: Context, of: { bytes: number; marked: number; seconds: number }): Promise<void> {
  const sql = postgres(it.large, { max: 1, onnotice: () => {} });
  const every = (of.seconds * 1000) / (of.marked / 200);
  const size = Math.round((of.bytes / of.marked) * 200);
  const start = performance.now();
  for (let commits = 1; performance.now() - start < minute(it); commits++) {
    await sql`select pg_logical_emit_message(true, 'bench', repeat('x', ${size}::int))`;
    await pause(Math.max(0, start + commits * every - performance.now()));
  }
  await sql.end();
}
