"use client";

import Search from "lucide-react/icons/search";
import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useKey } from "../data-table/use-key";
import { Kbd } from "../ui/kbd";
import { returnTo } from "../ui/return-to";
import type { PaletteProps } from "./palette";

const Palette = dynamic(() => import("./palette").then((file) => file.Palette));
const KeysHelp = dynamic(() => import("./keys-help").then((file) => file.KeysHelp));

/** The button and the keys that lead anywhere: Ctrl-K the palette, `?` all keys there are. Both are loaded when first asked for. */
export function QuickKeys(props: Omit<PaletteProps, "onClose" | "onClosed" | "onShowKeys">) {
  const [shown, setShown] = useState<"palette" | "keys" | null>(null);
  const opener = useRef<Element | null>(null);
  const open = (what: "palette" | "keys") => {
    if (!shown) opener.current = document.activeElement;
    setShown(what);
  };
  const close = () => setShown(null);
  const onClosed = () => returnTo(opener.current);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (shown === "palette") close();
    else open("palette");
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  useKey("?", () => open("keys"));

  return (
    <>
      <button
        type="button"
        aria-label="Go to…"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => open("palette")}
        className="mb-2 flex h-8 items-center gap-2 rounded-2 border border-line-strong bg-bg px-2 text-ink-3 transition-colors hover:text-ink max-desk:justify-center max-rail:mb-0 max-rail:ml-auto max-rail:size-9"
      >
        <Search aria-hidden className="lucide size-4" />
        <span aria-hidden className="max-desk:hidden">
          Go to…
        </span>
        <Kbd className="ml-auto max-desk:hidden">Ctrl K</Kbd>
      </button>
      {shown === "palette" && (
        <Palette {...props} onClose={close} onClosed={onClosed} onShowKeys={() => open("keys")} />
      )}
      {shown === "keys" && <KeysHelp onClose={close} onClosed={onClosed} />}
    </>
  );
}
