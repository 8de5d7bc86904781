import type postgres from "postgres";
import { type DriverOptions, openDriver } from "../driver";
import { pause } from "../embedded/processes";
import { type Address, type Host, hostTold } from "./address";

const patienceSeconds = 3;
/** Once one says that it takes writes the others have so long to say so, too: a standby that is away must not hold up anybody. */
const graceMs = 300;
/** For so long an answer holds: many connections that open at once ask once. */
const askAgainMs = 500;

/** Where the hosts were asked and none of them takes writes. The message tells why of each. */
class NoPrimary extends Error {
  code = "NO_PRIMARY";
}

/**
 * Who takes the writes of an address, asked anew whenever it is asked, but for a moment. Null where there is one host alone: what it
 * does not take it says itself.
 *
 * The driver’s own way with several hosts is not used: it takes a standby for a primary (since PostgreSQL 14), and while none
 * answers it tries them one after the other without a pause, and never says so.
 */
export function primaryOf(address: Address): (() => Promise<Host>) | null {
  if (address.hosts.length === 1) return null;
  let answer: Promise<Host> | null = null;
  return () => {
    if (answer) return answer;
    answer = findPrimary(address);
    const forget = () => {
      setTimeout(() => {
        answer = null;
      }, askAgainMs).unref();
    };
    answer.then(forget, forget);
    return answer;
  };
}

/** The driver, with a single connection unless more are asked for, to whoever takes writes now; it is for the caller to end. */
export async function driverOnPrimary(address: Address, options: DriverOptions): Promise<postgres.Sql> {
  const host = (await primaryOf(address)?.()) ?? (address.hosts[0] as Host);
  return driverFor(address, host, options);
}

/**
 * The host that takes writes. All are asked at once, each for three seconds at most. Of two that both say so, because one was
 * replaced and does not know it yet, it is the one whose history went on further: what is written to the other is lost.
 *
 * @throws NoPrimary
 */
async function findPrimary(address: Address): Promise<Host> {
  const found: { host: Host; timeline: number }[] = [];
  const told: string[] = [];
  const asked = address.hosts.map(async (host) => {
    const timeline = await timelineOf(address, host).catch(({ message, code }) => {
      told.push(`${hostTold(host)}: ${message || code}`);
      return undefined;
    });
    if (timeline === null) told.push(`${hostTold(host)} is a standby, or takes no writes`);
    if (typeof timeline !== "number") throw new NoPrimary();
    found.push({ host, timeline });
  });
  await Promise.any(asked).then(
    () => Promise.race([Promise.allSettled(asked), pause(graceMs)]),
    () => {}, // None: each has told why.
  );
  const [first] = found.sort((a, b) => b.timeline - a.timeline);
  if (!first) throw new NoPrimary(`no host takes writes: ${told.join("; ")}`);
  return first.host;
}

/** How often the history of its data forked before it. Null: it takes no writes. */
async function timelineOf(address: Address, host: Host): Promise<number | null> {
  const sql = driverFor(address, host, {
    connect_timeout: patienceSeconds,
    connection: { application_name: "roster: who takes writes" },
  });
  // What has begun to answer and then hangs.
  const late = setTimeout(() => void sql.end({ timeout: 0 }), patienceSeconds * 1000);
  try {
    const [row] = await sql.unsafe(`
      select case when pg_is_in_recovery() or current_setting('default_transaction_read_only')::boolean then null
        else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end as timeline`);
    return row?.timeline ?? null;
  } finally {
    clearTimeout(late);
    void sql.end({ timeout: 0 });
  }
}

const driverFor = (address: Address, host: Host, options: DriverOptions): postgres.Sql =>
  openDriver(address.url, { ...options, ...hostOptions(address, host) });

/** What makes the driver connect to one host of an address. */
export const hostOptions = ({ ssl }: Address, { name, port }: Host): DriverOptions =>
  ({
    // As lists, which it takes and its types do not: it would take the first part of an IPv6 address for all of it.
    host: [name],
    port: [port],
    ...(name.startsWith("/") && { path: `${name}/.s.PGSQL.${port}` }),
    // A certificate may be for an address, too, which it does not tell by itself.
    ssl: typeof ssl === "object" ? { ...ssl, host: name } : ssl,
  }) as never;
