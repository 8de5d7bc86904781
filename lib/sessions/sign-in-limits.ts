import { createHash } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { db } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { refuse } from "../problems";

/**
 * How often a password may be tried, counted in the database so that all instances share it. Five tries come
 * through at once, then it slows down; nobody is locked out for good, and being right starts the account's count anew.
 * An address has more, because offices share one.
 *
 * @see OWASP ASVS 5.0 6.3.1
 */
const limits = {
  account: [
    { points: 5, duration: 60 },
    { points: 30, duration: 3600 },
  ],
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
  const results = await Promise.allSettled(limitersFor(who).map(({ limiter, key }) => limiter.consume(key)));
  let waitMs = 0;
  for (const result of results) {
    if (result.status === "fulfilled") continue;
    if (!(result.reason instanceof RateLimiterRes)) throw result.reason;
    waitMs = Math.max(waitMs, result.reason.msBeforeNext);
  }
  if (waitMs > 0) refuseForNow(Math.ceil(waitMs / 1000));
}

/** Forgets an account's tries once the right password came, and gives the address its point back. */
export async function forgetTries(who: Who): Promise<void> {
  await Promise.all(
    limitersFor(who).map(({ limiter, key, of }) => (of === "account" ? limiter.delete(key) : limiter.reward(key, 1))),
  );
}

function refuseForNow(seconds: number): never {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  refuse("rate_limited", `Too many tries. Wait ${wait}, then try again.`, { retryAfterSeconds: seconds });
}

function limitersFor({ email, address }: Who) {
  const keys = { account: digest(email.toLowerCase()), address };
  return (["account", "address"] as const).flatMap((of) => {
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
