"use client";

import { useEffect, useState } from "react";

/** What `/readyz` says: the server is well, cannot reach its database, or does not answer. */
export type Health = "asking" | "ready" | "no database" | "no server";

const firstWaitMs = 2_000;
const longestWaitMs = 30_000;
const forgottenAfterMs = 60_000;

// Beside the component, because a failed try builds it anew: a page that stays broken is tried less and less often.
let tries = 0;
let lastTry = 0;

/** Asks every few seconds whether the server is well, and tries the page again once it is. */
export function useRecovery(retry: () => void): Health {
  const [health, setHealth] = useState<Health>("asking");

  useEffect(() => {
    if (Date.now() - lastTry > forgottenAfterMs) tries = 0;
    let timer = setTimeout(check, waitMs());

    async function check() {
      const found = await healthNow();
      setHealth(found);
      if (found === "ready") {
        tries += 1;
        lastTry = Date.now();
        retry();
      }
      timer = setTimeout(check, waitMs());
    }
    return () => clearTimeout(timer);
  }, [retry]);

  return health;
}

const waitMs = () => Math.min(longestWaitMs, firstWaitMs * 2 ** tries);

async function healthNow(): Promise<Health> {
  try {
    const answer = await fetch("/readyz", { cache: "no-store" });
    return answer.ok ? "ready" : "no database";
  } catch {
    return "no server";
  }
}
