import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { rateLimits } from "@/db/schema";
import { askPrepared, unhurried } from "../prepared";
import { refuse } from "../problems";

/** How often something may be tried: `points` times from the first one on for so many seconds, by whom it counts for. */
export type Limit = { name: string; of: string; points: number; seconds: number };

/**
 * Counts one try before it is made, in the database, so that all instances share the count.
 *
 * @refuses `rate_limited`, with the seconds to wait
 */
export async function consume({ name, of, points, seconds }: Limit): Promise<void> {
  const [counted] = await askPrepared<{ tries: number; wait: number }>(
    db(),
    sql`insert into ${rateLimits} (key, points, expire)
      select ${`${name}-${seconds}:${of}`}::text, 1, now() + make_interval(secs => ${seconds}::int) where ${unhurried}
      on conflict (key) do update set
        points = case when ${rateLimits.expire} > now() then ${rateLimits.points} + 1 else 1 end,
        expire = case when ${rateLimits.expire} > now() then ${rateLimits.expire} else excluded.expire end
      returning points as tries, extract(epoch from expire - now())::float8 as wait`,
  );
  if (counted && counted.tries > points) refuseForNow({ ...counted, points });
}

/** @refuses `rate_limited` */
export function refuseForNow({ tries, points, wait }: { tries: number; points: number; wait: number }): never {
  const seconds = Math.ceil(wait);
  const words = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  refuse("rate_limited", `Too many tries. Wait ${words}, then try again.`, {
    retryAfterSeconds: seconds,
    ...(tries > points + 1 && { again: true as const }),
  });
}
