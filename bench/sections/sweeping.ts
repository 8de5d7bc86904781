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
 * The sweep of three users in ten, and how long another write waits for it: beside the same write alone for a minute, and beside the same sweep of a
 * copy of all these people, with which it shares no row and no lock of one. What waits as long there, waits for what all of PostgreSQL shares: the disk,
 * a core, its log, its cache.
 */
export async function sweeping(it: Context) {
  const write = await anotherWrite(it);
  const primaryKey = await primaryKeyRead(it);
  const alone = await waitsDuring(it, write, () => pause(minute(it)));
  const swept = await sweepOf(it, it.large, write);
  const elsewhere = await sweepOf(it, it.twin, write);
  const quiet: Times = [];
  for (let i = 0; i < 200; i++) quiet.push(await timed(primaryKey));
  return { ...swept, unit: median(quiet), alone, elsewhere };
}

/** Sweeps one of the two databases, in a process of its own. */
async function sweepOf(it: Context, database: string, write: () => Promise<void>) {
  await makeUnseen(it, database);
  let swept = { marked: 0, seconds: 0 };
  const waits = await waitsDuring(it, write, async () => {
    const sweep = [bin("tsx/dist/cli.mjs"), "bench/load/sweep.ts", database];
    swept = JSON.parse((await promisify(execFile)(process.execPath, sweep)).stdout);
  });
  return { ...swept, waits };
}

const minute = ({ brief }: Context) => (brief ? 500 : 60_000);

async function makeUnseen({ owner, users }: Context, database: string): Promise<void> {
  const sql = postgres(database, { max: 1, onnotice: () => {} });
  await sql`update user_seen set last_seen_at = now() - interval '100 days' - random() * interval '100 days' where user_id in (
    select id from users where status = 'active' and deleted_at is null and id <> ${owner.id}
      and status_since < now() - interval '91 days' limit ${Math.round(users * 0.3)})`;
  await sql`vacuum analyze user_seen`;
  await sql.end();
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
  const minutes = Math.max(1, Math.floor((performance.now() - start) / minute(it))); // The last one only where it is whole.
  return {
    p50: median(waits),
    p99: quantile(waits, 0.99),
    longest: quantile(waits, 1),
    longestInMinute: median([...longest.values()].slice(0, minutes)),
  };
}
