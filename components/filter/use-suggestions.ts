import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from "react";
import { type KnownValues, type Suggestion, suggestFilter } from "@/lib/filter-suggest";
import type { FilterKeys } from "@/lib/filter-tree";

/** `at`: where the caret stands. `marked`: which one the arrows went to, and Enter takes; below 0: none yet. */
type Shown = { at: number; marked: number };

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
  const marked = shown?.marked ?? -1;
  const open = options.length > 0;

  // A text set from outside of the box leaves the caret at its end.
  useLayoutEffect(() => {
    if (put) box.current?.setSelectionRange(put.caret, put.caret);
  }, [put, box]);

  const show = () => setShown({ at: box.current?.selectionStart ?? text.length, marked: -1 });
  const close = () => setShown(null);

  function choose(suggestion: Suggestion): void {
    type(text.slice(0, suggestion.from) + suggestion.text + text.slice(suggestion.to));
    setPut(suggestion);
    setShown({ at: suggestion.caret, marked: -1 });
  }

  function move(by: 1 | -1): boolean {
    const count = options.length;
    if (open && shown) setShown({ ...shown, marked: marked < 0 && by < 0 ? count - 1 : (marked + by + count) % count });
    return open;
  }

  function take(option: Suggestion | undefined): boolean {
    if (option) choose(option);
    return option !== undefined;
  }

  /** Whether the first would finish something typed. Otherwise Tab leaves the box, as it does any other. */
  const isBegun = options[0] !== undefined && options[0].to > options[0].from;

  const actions: Record<string, () => boolean> = {
    ArrowDown: () => {
      if (!open) show();
      return open ? move(1) : true;
    },
    ArrowUp: () => move(-1),
    Tab: () => take(options[marked] ?? (isBegun ? options[0] : undefined)),
    Enter: () => take(options[marked]),
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
