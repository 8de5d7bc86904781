"use client";

import { clsx } from "clsx";
import type { MouseEvent } from "react";
import { useListAddress } from "../data-table/list-address";
import type { FilterLanguage } from "./language";

/** The filters one click away. Real links: they can be opened in a new tab, and work before the page is alive. */
export function FilterPresets({ presets, path }: Pick<FilterLanguage, "presets" | "path">) {
  const { q, show } = useListAddress();
  const go = (preset: string) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show({ q: preset });
  };
  return (
    <nav
      aria-label="Presets"
      className="flex h-10 shrink-0 items-stretch gap-5 overflow-x-auto border-b px-(--gutter) [scrollbar-width:none]"
    >
      {presets.map((preset) => (
        <a
          key={preset.label}
          href={preset.q ? `${path}?q=${encodeURIComponent(preset.q)}` : path}
          aria-current={preset.q === q ? "page" : undefined}
          onClick={go(preset.q)}
          className={clsx(
            "-mb-px inline-flex items-center whitespace-nowrap border-b-2 pt-0.5 focus-visible:-outline-offset-2",
            preset.q === q
              ? "border-accent font-medium text-ink"
              : "border-transparent forced-colors:border-[Canvas] text-ink-2 hover:text-ink",
          )}
        >
          {preset.label}
        </a>
      ))}
    </nav>
  );
}
