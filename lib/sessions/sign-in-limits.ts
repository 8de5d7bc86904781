import { createHash } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { refuse } from "../problems";

/**
 * How often a password may be tried, counted in the database so that all instances share it. From one address an account
 * takes five tries at once, then it slows down; being right starts that count anew. Whoever tries in vain slows down their own
 * address: its owner comes in from theirs. Only tries from many addresses together slow an account down for all, at twenty a
 * minute. An address has more, because offices share one.
 *
 * @see OWASP ASVS 5.0 6.3.1
 */
const limits = {
  pair: [
    { points: 5, duration: 60 },
    { points: 30, duration: 3600 },
  ],
  account: [{ points: 20, duration: 60 }],
  address: [
    { points: 60, duration: 60 },
    { points: 600, duration: 3600 },
  ],
} as const;

type Who = { email: string; address: string | null };

/**
 * Counts a try before it is made, so that many at once do not slip through.
 *
 * @refuses `rate_limited`, with the seconds to wait. The same for an email that nobody has.
 */
export async function countTry(who: Who): Promise<void> {
  for (const { limiter, key } of limitersFor(who)) {
    // One after the other: a try that is not made counts no further.
    await limiter.consume(key).catch((reason) => {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      refuseForNow(Math.ceil(reason.msBeforeNext / 1000), reason.consumedPoints > limiter.points + 1);
    });
  }
}

/** Forgets an account's tries from here once the right password came, and gives the others their point back. */
export async function forgetTries(who: Who): Promise<void> {
  await Promise.all(
    limitersFor(who).map(({ limiter, key, of }) => (of === "pair" ? limiter.delete(key) : limiter.reward(key, 1))),
  );
}

function refuseForNow(seconds: number, again: boolean): never {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  refuse("rate_limited", `Too many tries. Wait ${wait}, then try again.`, {
    retryAfterSeconds: seconds,
    ...(again && { again }),
  });
}

function limitersFor({ email, address }: Who) {
  const account = email.toLowerCase();
  const keys = { pair: digest(`${address} ${account}`), account: digest(account), address };
  return (["pair", "account", "address"] as const).flatMap((of) => {
    const key = keys[of];
    return key === null ? [] : limits[of].map((limit) => ({ of, key, limiter: limiter(of, limit) }));
  });
}

function limiter(of: string, { points, duration }: { points: number; duration: number }) {
  return new RateLimiterDrizzle({
    storeClient: db(),
    schema: rateLimits,
    keyPrefix: `sign-in-${of}-${duration}`,
    points,
    duration,
    clearExpiredByTimeout: false,
  });
}

/** Keeps emails that somebody typed out of the table, and within its key's length. */
const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
