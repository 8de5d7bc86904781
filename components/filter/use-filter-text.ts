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

/**
 * The text in the filter box: typed freely, applied to the address when it can be read. Where the address goes on without
 * it, the box goes back to what the rows are of, but for a text with a complaint: that one says what the rows are of.
 */
export function useFilterText(keys: FilterKeys): FilterText {
  const { q, whole, show } = useListAddress();
  const [text, setText] = useState(q);
  const [tried, setTried] = useState(q);
  const [applied, setApplied] = useState({ q, whole });
  const parsed = parseFilter(keys, text);
  const error = !parsed.ok && tried === text ? parsed.error : null;
  if (whole !== applied.whole) {
    setApplied({ q, whole });
    if (q !== applied.q || !error) {
      setText(q);
      setTried(q);
    }
  }

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
