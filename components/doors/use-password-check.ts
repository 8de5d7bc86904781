"use client";

import { useEffect, useState } from "react";
import type { Strength } from "@/lib/passwords/strength";
import type { CheckPassword } from "../users/user-actions";

const pauseMs = 250;

type Owner = { username?: string; email?: string; name?: string };

/** How good a password is, asked of the server whenever the typing pauses. Null: nothing typed, or not known yet. */
export function usePasswordCheck(check: CheckPassword, password: string, owner: Owner): Strength | null {
  const [found, setFound] = useState<{ password: string; strength: Strength } | null>(null);
  const { username, email, name } = owner;

  useEffect(() => {
    if (!password) return;
    let stale = false;
    const timer = setTimeout(async () => {
      try {
        const result = await check({ password, username, email, name });
        // One that cannot be judged, for its length, has no strength to be told.
        if (!stale) setFound(result.ok ? { password, strength: result.value } : null);
      } catch {
        // Only a foretaste: what counts is said when the form is sent.
      }
    }, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [check, password, username, email, name]);

  return password ? (found?.strength ?? null) : null;
}
