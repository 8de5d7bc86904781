import type { ServerResponse } from "node:http";
import { databaseFailedSince } from "@/db/client";

/** Seconds after which somebody who found the database away may come again. */
export const comeAgainSeconds = "2";

/**
 * Lets a page, an action or signing in that broke while the database did say 503 and when to come again: the page framework takes
 * every error for a bug of ours, and says 500.
 */
export function sayUnavailable(response: ServerResponse): void {
  const start = performance.now();
  const { writeHead } = response;
  const write = (status: number, ...more: unknown[]) => {
    const unavailable = status === 500 && databaseFailedSince(start);
    if (unavailable) response.setHeader("retry-after", comeAgainSeconds);
    const said = unavailable ? more.filter((one) => typeof one !== "string") : more;
    return writeHead.apply(response, [unavailable ? 503 : status, ...said] as never);
  };
  response.writeHead = write as typeof response.writeHead;
}
