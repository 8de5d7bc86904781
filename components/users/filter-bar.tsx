"use client";

import { clsx } from "clsx";
import Search from "lucide-react/icons/search";
import { useId, useRef } from "react";
import { useKey } from "../data-table/use-key";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { FilterComplaint } from "./filter-complaint";
import { FilterMirror } from "./filter-mirror";
import { FilterPresets } from "./filter-presets";
import { FilterSuggestions, optionId } from "./filter-suggestions";
import { useFilterText } from "./use-filter-text";
import { type ListGroups, useKnownGroups } from "./use-known-groups";
import { useSuggestions } from "./use-suggestions";

/** Where users are searched and filtered, with the presets under it. `q` is the filter of the rows below. */
export function FilterBar({ q, listGroups }: { q: string; listGroups: ListGroups }) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const { text, parsed, error, type, apply, mend, clear } = useFilterText();
  const [known, learnGroups] = useKnownGroups(listGroups);
  const suggestions = useSuggestions(text, type, box, known);
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
              aria-label="Filter users"
              aria-autocomplete="list"
              aria-expanded={suggestions.open}
              aria-controls={`${id}list`}
              aria-activedescendant={suggestions.open ? optionId(`${id}list`, suggestions.marked) : undefined}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}error` : undefined}
              placeholder="Search people, or filter: status:active role:owner last_seen_before:90d"
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
              onFocus={learnGroups}
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
      {error ? <FilterComplaint id={`${id}error`} error={error} below={q} onMend={mend} /> : <FilterPresets />}
    </>
  );
}

const frame =
  "relative flex h-10 items-center gap-1.5 rounded-[8px] border bg-bg pr-2 pl-9.5 focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1";
const field =
  "absolute inset-0 w-full appearance-none bg-transparent p-0 font-mono text-ellipsis outline-none placeholder:text-ink-3 focus-visible:outline-none max-rail:placeholder:font-sans max-rail:placeholder:text-14 [&::-webkit-search-cancel-button]:hidden";
