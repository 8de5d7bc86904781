"use client";

import { clsx } from "clsx";
import Search from "lucide-react/icons/search";
import { useId, useRef } from "react";
import type { KnownValues } from "@/lib/filter-suggest";
import { useKey } from "../data-table/use-key";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { FilterComplaint } from "./filter-complaint";
import { FilterMirror } from "./filter-mirror";
import { FilterPresets } from "./filter-presets";
import { FilterSuggestions, optionId } from "./filter-suggestions";
import type { FilterLanguage } from "./language";
import { useFilterText } from "./use-filter-text";
import { useSuggestions } from "./use-suggestions";

type FilterBarProps = {
  q: string;
  language: FilterLanguage;
  /** Values that the language itself does not know. */
  known?: KnownValues;
  /** Called when somebody comes to the filter. */
  onVisit?: () => void;
};

/** Where a list is searched and filtered, with the presets under it. `q` is the filter of the rows below. */
export function FilterBar({ q, language, known = {}, onVisit }: FilterBarProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const { text, parsed, error, type, apply, mend, clear } = useFilterText(language.keys);
  const suggestions = useSuggestions(language.keys, text, type, box, known);
  useKey("/", () => box.current?.select());

  function clearAndStay() {
    suggestions.close();
    clear();
    box.current?.focus();
  }

  return (
    <>
      <div className="relative shrink-0 px-(--gutter)">
        <div
          className={clsx(
            frame,
            error
              ? "border-suspended focus-within:outline-suspended"
              : "border-line-control focus-within:outline-accent",
          )}
        >
          <Search aria-hidden className="absolute left-3.25 text-ink-3" />
          <div className="relative h-full min-w-0 flex-1 font-mono text-13 max-rail:text-16">
            <FilterMirror ref={mirror} text={text} terms={parsed.terms} wrong={error} />
            <input
              ref={box}
              type="search"
              role="combobox"
              aria-label={language.label}
              aria-autocomplete="list"
              aria-expanded={suggestions.open}
              aria-controls={`${id}list`}
              aria-activedescendant={suggestions.marked < 0 ? undefined : optionId(`${id}list`, suggestions.marked)}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}error` : undefined}
              placeholder={language.placeholder}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                type(event.target.value);
                suggestions.show();
              }}
              onScroll={(event) => {
                if (mirror.current) mirror.current.scrollLeft = event.currentTarget.scrollLeft;
              }}
              onFocus={onVisit}
              onBlur={suggestions.close}
              onKeyDown={(event) => {
                if (suggestions.onKeyDown(event) || event.nativeEvent.isComposing) return;
                if (event.key === "Enter") {
                  suggestions.close();
                  if (error?.mend) mend();
                  else apply(text);
                }
                if (event.key === "Escape" && text) clear();
              }}
              className={field}
            />
          </div>
          {text ? (
            <Button look="plain" size="small" aria-label="Clear filter" onClick={clearAndStay}>
              Clear <Kbd className="max-rail:hidden">Esc</Kbd>
            </Button>
          ) : (
            <Kbd className="max-rail:hidden">/</Kbd>
          )}
        </div>
        {suggestions.open && (
          <FilterSuggestions
            id={`${id}list`}
            groups={suggestions.groups}
            marked={suggestions.marked}
            onChoose={suggestions.choose}
          />
        )}
      </div>
      {error ? (
        <FilterComplaint id={`${id}error`} error={error} below={q} everything={language.everything} onMend={mend} />
      ) : (
        <FilterPresets presets={language.presets} path={language.path} />
      )}
    </>
  );
}

const frame =
  "relative flex h-10 items-center gap-1.5 rounded-[8px] border bg-bg pr-2 pl-9.5 focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1";
const field =
  "absolute inset-0 w-full appearance-none bg-transparent p-0 font-mono text-ellipsis outline-none placeholder:text-ink-3 focus-visible:outline-none max-rail:placeholder:font-sans max-rail:placeholder:text-14 [&::-webkit-search-cancel-button]:hidden";
