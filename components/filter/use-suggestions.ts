import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from "react";
import { type KnownValues, type Suggestion, suggestFilter } from "@/lib/filter-suggest";
import type { FilterKeys } from "@/lib/filter-tree";

/** `at`: where the caret stands. `moved`: whether the marked one was gone to; only then does Enter take it. */
type Shown = { at: number; marked: number; moved: boolean };

/** The suggestions for what stands at the caret: opened by typing or by the down key, closed by Esc and by leaving. */
export function useSuggestions(
  keys: FilterKeys,
  text: string,
  type: (text: string) => void,
  box: RefObject<HTMLInputElement | null>,
  known: KnownValues,
) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [put, setPut] = useState<Suggestion | null>(null);
  const groups = shown ? suggestFilter(keys, text, shown.at, known) : [];
  const options = groups.flatMap((group) => group.suggestions);
  const marked = shown?.marked ?? 0;
  const open = options.length > 0;

  // A text set from outside of the box leaves the caret at its end.
  useLayoutEffect(() => {
    if (put) box.current?.setSelectionRange(put.caret, put.caret);
  }, [put, box]);

  const show = () => setShown({ at: box.current?.selectionStart ?? text.length, marked: 0, moved: false });
  const close = () => setShown(null);

  function choose(suggestion: Suggestion): void {
    type(text.slice(0, suggestion.from) + suggestion.text + text.slice(suggestion.to));
    setPut(suggestion);
    setShown({ at: suggestion.caret, marked: 0, moved: false });
  }

  function move(by: 1 | -1): boolean {
    // The first is marked from the start: going down begins with it.
    const next = shown?.moved || by < 0 ? (marked + by + options.length) % options.length : 0;
    if (open && shown) setShown({ ...shown, marked: next, moved: true });
    return open;
  }

  function take(): boolean {
    const option = options[marked];
    if (option) choose(option);
    return option !== undefined;
  }

  /** Whether the marked one would finish something typed. Otherwise Tab leaves the box, as it does any other. */
  function isBegun(): boolean {
    const option = options[marked];
    return option !== undefined && option.to > option.from;
  }

  const actions: Record<string, () => boolean> = {
    ArrowDown: () => {
      if (!open) show();
      return open ? move(1) : true;
    },
    ArrowUp: () => move(-1),
    Tab: () => (isBegun() || shown?.moved === true) && take(),
    Enter: () => shown?.moved === true && take(),
    Escape: () => {
      close();
      return open;
    },
  };

  /** True where the key was for the suggestions. */
  function onKeyDown(event: KeyboardEvent): boolean {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const taken = (plain && actions[event.key]?.()) || false;
    if (taken) event.preventDefault();
    return taken;
  }

  return { open, groups, marked, choose, show, close, onKeyDown };
}
