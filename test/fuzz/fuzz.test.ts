import { expect, test } from "vitest";
import { fuzzApi } from "./api";
import { fuzzFilters } from "./filters";
import { fuzzKeys } from "./lists";

/**
 * What nobody thought of: requests made from the API's own document, keys of pages, and filters, each whole and spoilt. With the
 * same seed as always and with one of this run; `npm run fuzz -- --minutes 5` goes on for longer, `--seed` does the same again.
 */

const minutes = Number(process.env.ROSTER_FUZZ_MINUTES ?? 0);
const random = Number(process.env.ROSTER_FUZZ_SEED ?? Math.floor(Math.random() * 1e9));
const seeds = minutes > 0 ? [random] : [20_260_701, random];
const timeoutMs = (minutes + 2) * 60_000;

/** So many tries, or in the long form this share of the minutes. */
function until(tries: number, share: number): (tried: number) => boolean {
  const end = Date.now() + minutes * share * 60_000;
  return minutes > 0 ? () => Date.now() < end : (tried) => tried < tries;
}

const told = (what: string, seed: number, found: object) =>
  console.info(`${what}, seed ${seed}: ${JSON.stringify(found)}`);

test.each(seeds)(
  "no request ends in a fault, changes anything where it is refused, or tells a secret (seed %i)",
  async (seed) => {
    const { wrong, ...found } = await fuzzApi(seed, until(600, 0.7));
    told("requests", seed, found);
    expect(wrong).toEqual([]);
    // Most are spoilt; if none came through, they would try nothing but the way in.
    expect(found.byStatus[200] ?? 0).toBeGreaterThan(found.tried / 20);
  },
  timeoutMs,
);

test.each(seeds)(
  "no key of a page shows anything but a piece of the list (seed %i)",
  async (seed) => {
    const found = await fuzzKeys(seed, until(600, 0.15));
    told("keys", seed, found);
    expect(found.read).toBeGreaterThan(0);
  },
  timeoutMs,
);

test.each(seeds)(
  "no filter is a fault, and each that can be read is printed as itself (seed %i)",
  (seed) => {
    const found = fuzzFilters(seed, until(4000, 0.15));
    told("filters", seed, found);
    expect(found.read).toBeGreaterThan(0);
  },
  timeoutMs,
);
