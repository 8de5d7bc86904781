"use client";

import { use, useEffect, useState } from "react";

/** " of 1,284", as soon as it is counted. */
export function Total({ total, onKnown }: { total: Promise<number>; onKnown: (text: string) => void }) {
  const text = ` of ${use(total).toLocaleString("en")}`;
  useEffect(() => onKnown(text), [onKnown, text]);
  return text;
}

/**
 * A boundary for the total: a fresh one (`key`) for each promise, or React would hold the rows back with the old total
 * until the new one is there. Until then it says what was `known` last.
 */
export function useTotal(total: Promise<number>) {
  const [known, onKnown] = useState("");
  return { key: numberOf(total), known, onKnown };
}

const numbers = new WeakMap<Promise<number>, number>();
let last = 0;

function numberOf(total: Promise<number>): number {
  const number = numbers.get(total) ?? ++last;
  numbers.set(total, number);
  return number;
}
