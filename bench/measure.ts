/** Milliseconds of many runs of one thing. */
export type Times = number[];

/**
 * Runs each of the works once a round, in another order each round, so that whatever else the machine does meets all alike. What is quick is run
 * up to eight times as often, as long as that takes no more than 25 ms for each round wanted: of few times a high quantile is but the worst.
 */
export async function interleaved<N extends string>(
  rounds: number,
  works: Record<N, () => Promise<unknown>>,
): Promise<Record<N, Times>> {
  const names = Object.keys(works) as N[];
  const times = Object.fromEntries(names.map((name) => [name, [] as Times])) as Record<N, Times>;
  const start = performance.now();
  const goesOn = (round: number) =>
    round < rounds || (round < 8 * rounds && performance.now() - start < msForRound * rounds);
  for (let round = 0; goesOn(round); round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i * (round % 2 ? names.length - 1 : 1) + round) % names.length] as N;
      times[name].push(await timed(works[name]));
    }
  }
  return times;
}

const msForRound = 25;

/**
 * The times of what is at rest: without the first six, where there are more than twelve. Who asks first waits for the disk, builds the query and
 * learns which way is best, and a prepared statement is planned anew five times.
 */
export const settled = (times: Times): Times => (times.length > 2 * restless ? times.slice(restless) : times);
const restless = 6;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The time that so great a share of the runs stayed below. */
export function quantile(times: Times, share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The one in the middle, or what lies between the two that are. */
export function median(times: Times): number {
  const sorted = times.toSorted((a, b) => a - b);
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2;
}

/** Half the distance between the quartiles, as a share of the median. */
export const spread = (times: Times) => (quantile(times, 0.75) - quantile(times, 0.25)) / 2 / median(times);

/** What each of the works answers in every round, forwards and backwards by turns. */
export async function inTurns<N extends string, T>(
  rounds: number,
  works: Record<N, () => Promise<T>>,
): Promise<Record<N, T[]>> {
  const names = Object.keys(works) as N[];
  const answered = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<N, T[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 ? names.toReversed() : names) answered[name].push(await works[name]());
  }
  return answered;
}
