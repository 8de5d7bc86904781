import { useState } from "react";
import { type ParsedFilter, parseFilter } from "@/lib/filter";
import type { FilterKeys } from "@/lib/filter-tree";
import { useListAddress } from "../data-table/list-address";

export type FilterText = {
  text: string;
  parsed: ParsedFilter<FilterKeys>;
  /** What is wrong with the text, once it was to be applied; typing on takes it away. */
  error: Extract<ParsedFilter<FilterKeys>, { ok: false }>["error"] | null;
  type: (text: string) => void;
  apply: (text: string) => void;
  /** Puts right what the error offers to, and applies it. */
  mend: () => void;
  clear: () => void;
};

/** The text in the filter box: typed freely, applied to the address when it can be read. */
export function useFilterText(keys: FilterKeys): FilterText {
  const { q, show } = useListAddress();
  const [text, setText] = useState(q);
  const [tried, setTried] = useState(q);
  const [applied, setApplied] = useState(q);
  if (q !== applied) {
    // The address went on without the box: a preset, the way back, another page's link.
    setApplied(q);
    setText(q);
    setTried(q);
  }

  const parsed = parseFilter(keys, text);
  const error = !parsed.ok && tried === text ? parsed.error : null;

  function apply(wanted: string): void {
    const trimmed = wanted.trim();
    setText(trimmed);
    setTried(trimmed);
    if (parseFilter(keys, trimmed).ok) show({ q: trimmed });
  }

  return {
    text,
    parsed,
    error,
    type: setText,
    apply,
    mend: () => {
      const fix = error?.mend;
      if (fix) apply(text.slice(0, fix.from) + fix.text + text.slice(fix.to));
    },
    clear: () => apply(""),
  };
}
