import postgres from "postgres";
import { check, type Verdict } from "./check/check";
import type { Installation } from "./installation";
import { isAcknowledged, isUnknown, type Ledger, newLedger } from "./ledger";
import { startLoad } from "./load/load";
import { pause, type Scenario } from "./scenario";

export type Tried = {
  scenario: Scenario;
  skipped: string | null;
  verdict: Verdict | null;
  /** Until no request failed any more; null: they still did after a minute. */
  secondsUntilBack: number | null;
  /** What else was not as promised. */
  wrong: string[];
};

const warmUpMs = 2000;

/** Puts an installation under load, breaks it, waits until it is back, and holds what the clients were told against what is there. */
export async function tryOut(scenario: Scenario, it: Installation): Promise<Tried> {
  const ledger = newLedger();
  const load = startLoad({ doors: it.doors, ledger, addresses: it.addresses ?? [it.address] });
  let skipped: string | null = null;
  let back: number | null = null;
  const wrong: string[] = [];
  try {
    await pause(warmUpMs);
    const told = await scenario.run(it);
    if ("skipped" in told) skipped = told.skipped;
    else {
      wrong.push(...(told.wrong ?? []));
      back = await untilBack(ledger, told.from).finally(told.afterwards);
    }
  } finally {
    await load.stop();
  }
  if (skipped) return notTried(scenario, skipped);
  if (back === null) wrong.push("It was not back after a minute.");
  if (!(await allSealed(it.url))) wrong.push("The server did not seal all entries within 15 seconds.");
  return { scenario, skipped, verdict: await check(it.url, it.secret, ledger), secondsUntilBack: back, wrong };
}

/** What cannot be broken on this machine: told, and no failure. */
export const notTried = (scenario: Scenario, skipped: string): Tried => ({
  ...{ scenario, skipped, verdict: null, secondsUntilBack: null, wrong: [] },
});

/** What could not even be tried, or checked afterwards: a promise that is broken. */
export const gaveUp = (scenario: Scenario, error: unknown): Tried => ({
  ...{
    ...notTried(scenario, "it failed"),
    wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  },
});

const quietMs = 2000;
const patienceMs = 60_000;

/** Seconds from a moment to the end of the last request that failed, once for two seconds none did and changes go on. */
export async function untilBack(ledger: Ledger, from: number): Promise<number | null> {
  const start = performance.now();
  while (performance.now() - start < patienceMs) {
    await pause(100);
    const all = [...ledger.attempts, ...ledger.looks];
    const failed = all.filter((one) => isUnknown(one) && one.overAt > from).map(({ overAt }) => overAt);
    const last = Math.max(from, ...failed);
    const done = ledger.attempts.filter((one) => isAcknowledged(one) && one.sentAt > last).length;
    const now = performance.now();
    const isWaited = [...ledger.underWay].some(({ sentAt }) => now - sentAt > quietMs);
    if (now - last > quietMs && done >= 20 && !isWaited) return (last - from) / 1000;
  }
  return null;
}

/** The server seals by itself, within seconds. */
async function allSealed(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (let tries = 0; tries < 150; tries++) {
      const [row] = await sql`select exists (select from audit_unsealed) as some`;
      if (!row?.some) return true;
      await pause(100);
    }
    return false;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
