"use client";

import { useRef, useState, useTransition } from "react";
import type { Problem } from "@/lib/problems";
import type { Result } from "@/lib/result";

/** Why something was not done: refused by the server, or never answered by it. */
export type Trouble = Omit<Problem, "code"> & {
  code: Problem["code"] | "no_answer";
  /** Of several fields to blame, one was typed in since. */
  partlyMended?: true;
};

const noAnswer: Trouble = {
  code: "no_answer",
  message: "Roster did not answer. What you typed is still here: try again, or reload the page if that does not help.",
};

/**
 * Asks one thing of the server at a time: a second click while the first is on its way does nothing. What went wrong is
 * kept for the form, and what was typed stays typed.
 */
export function useAction() {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [pending, startTransition] = useTransition();
  const busy = useRef(false);

  /** `before` runs inside the transition, for a row that changes at once. Tells what went wrong, or null. */
  function run<V>(ask: () => Promise<Result<V>>, done: (value: V) => void, before?: () => void): void {
    if (busy.current) return;
    busy.current = true;
    setTrouble(null);
    startTransition(async () => {
      before?.();
      const result = await answerTo(ask);
      busy.current = false;
      startTransition(() => (result.ok ? done(result.value) : setTrouble(result.problem)));
    });
  }

  return { run, pending, trouble, setTrouble };
}

/** The answer to an action, where none counts as one too. */
export async function answerTo<V>(
  ask: () => Promise<Result<V>>,
): Promise<{ ok: true; value: V } | { ok: false; problem: Trouble }> {
  try {
    return await ask();
  } catch {
    return { ok: false, problem: noAnswer };
  }
}
