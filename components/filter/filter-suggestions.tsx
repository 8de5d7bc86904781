import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import type { Suggestion, SuggestionGroup } from "@/lib/filter-suggest";
import { Kbd } from "../ui/kbd";

type Props = {
  id: string;
  groups: SuggestionGroup[];
  /** The place of the marked one, counted over all groups; below 0: none. */
  marked: number;
  onChoose: (suggestion: Suggestion) => void;
};

/** What could come next, under the filter. */
export function FilterSuggestions({ id, groups, marked, onChoose }: Props) {
  let place = -1;
  return (
    <div className="absolute top-[calc(100%+6px)] right-(--gutter) left-(--gutter) z-30 max-w-155 animate-appear overflow-hidden rounded-3 border border-line-strong bg-bg-raised shadow-2">
      <div
        role="listbox"
        id={id}
        aria-label="Suggestions"
        className="max-h-[min(22.5rem,50dvh)] divide-y overflow-y-auto"
      >
        {groups.map(({ title, suggestions }, group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox.
          <div key={title} role="group" aria-labelledby={`${id}-${group}`} className="p-1.5">
            <div id={`${id}-${group}`} className="py-1 pr-2 pl-8 text-12 text-ink-3">
              {title}
            </div>
            {suggestions.map((suggestion) => {
              place += 1;
              return (
                <Option
                  key={suggestion.label}
                  id={optionId(id, place)}
                  suggestion={suggestion}
                  marked={place === marked}
                  onChoose={onChoose}
                />
              );
            })}
          </div>
        ))}
      </div>
      <Keys />
    </div>
  );
}

export const optionId = (list: string, place: number) => `${list}-option-${place}`;

type OptionProps = { id: string; suggestion: Suggestion; marked: boolean; onChoose: (suggestion: Suggestion) => void };

function Option({ id, suggestion, marked, onChoose }: OptionProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (marked) ref.current?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  // What stands there already, or is about to, is quiet; the new word is not.
  const [, key, value] = /^([^:]+:(?=.))?(.*)$/s.exec(suggestion.label) ?? [];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the marked one.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <div
      ref={ref}
      role="option"
      id={id}
      aria-selected={marked}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(suggestion)}
      className={clsx(
        "grid h-7.5 grid-cols-[minmax(0,10.75rem)_1fr] items-center gap-2 rounded-2 pr-2 pl-8 max-rail:h-9 max-rail:grid-cols-1",
        marked ? "bg-accent-soft" : "hover:bg-bg-hover",
      )}
    >
      <span className="truncate font-mono">
        <span className={marked ? "text-ink-2" : "text-ink-3"}>{key}</span>
        {value}
      </span>
      <span className={clsx("truncate max-rail:hidden", marked ? "text-ink-2" : "text-ink-3")}>
        {suggestion.description}
      </span>
    </div>
  );
}

const Keys = () => (
  <div
    aria-hidden
    className="flex items-center gap-3.5 border-t bg-bg-sunken px-3.5 py-2 text-12 text-ink-3 max-rail:hidden"
  >
    <span className="flex items-center gap-1.25">
      <Kbd>↑</Kbd>
      <Kbd>↓</Kbd> move
    </span>
    <span className="flex items-center gap-1.25">
      <Kbd>Tab</Kbd> complete
    </span>
    <span className="flex items-center gap-1.25">
      <Kbd>Enter</Kbd> apply
    </span>
    <span className="flex items-center gap-1.25">
      <Kbd>Esc</Kbd> close
    </span>
    <span className="ml-auto">
      <code className="font-mono">a,b</code> means any of
    </span>
  </div>
);
