"use client";

import { type ComponentType, useEffect, useState } from "react";

export type Told = { sentence: string; back?: { label: string; onClick: () => void }; failed?: boolean };

/** One sentence in the past tense, and its way back where there is one. */
export const tell = (sentence: string, back?: Told["back"]) => say({ sentence, back });

/** What did not work and what to do. Stays until closed. */
export const tellFailure = (sentence: string) => say({ sentence, failed: true });

const waiting: Told[] = [];
let wake: (() => void) | null = null;
let show: ((told: Told) => void) | null = null;

function say(told: Told): void {
  if (show) {
    show(told);
  } else {
    waiting.push(told);
    wake?.();
  }
}

/** Where toasts appear. What draws them is loaded with the first one. */
export function Toaster() {
  const [Toasts, setToasts] = useState<ComponentType | null>(null);

  useEffect(() => {
    wake = () => void import("./toasts").then((file) => setToasts(() => file.Toasts));
    if (waiting.length > 0) wake();
    return () => {
      wake = show = null;
    };
  }, []);

  return Toasts && <Toasts />;
}

/** Called by what draws toasts once it is there: it gets those that wait, and all from now on. */
export function drawn(draw: (told: Told) => void): void {
  show = draw;
  for (const told of waiting.splice(0)) draw(told);
}
