"use client";

import Search from "lucide-react/icons/search";
import { useRef, useState } from "react";
import { useListAddress } from "../data-table/list-address";
import { useKey } from "../data-table/use-key";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";

/** Finds groups by a part of their names. */
export function GroupSearch() {
  const { q, show } = useListAddress();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const [applied, setApplied] = useState(q);
  if (q !== applied) {
    // The address went on without the box.
    setApplied(q);
    setText(q);
  }
  useKey("/", () => box.current?.select());

  function clear() {
    setText("");
    show({ q: "" });
    box.current?.focus();
  }

  return (
    <div className="shrink-0 px-(--gutter) pb-3">
      <div className="relative flex h-10 items-center gap-1.5 rounded-[8px] border border-line-control bg-bg pr-2 pl-9.5 focus-within:border-transparent focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1">
        <Search aria-hidden className="absolute left-3.25 text-ink-3" />
        <input
          ref={box}
          type="search"
          aria-label="Filter groups"
          placeholder="Search groups by name"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") show({ q: text.trim() });
            if (event.key === "Escape" && text) clear();
          }}
          className="h-full min-w-0 flex-1 appearance-none bg-transparent text-14 outline-none placeholder:text-ink-3 focus-visible:outline-none max-rail:text-16 [&::-webkit-search-cancel-button]:hidden"
        />
        {text ? (
          <Button look="plain" size="small" aria-label="Clear filter" onClick={clear}>
            Clear <Kbd className="max-rail:hidden">Esc</Kbd>
          </Button>
        ) : (
          <Kbd className="max-rail:hidden">/</Kbd>
        )}
      </div>
    </div>
  );
}
