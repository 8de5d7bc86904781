import { useEffect, useEffectEvent } from "react";

/** Calls `press` when the key is pressed anywhere but in a field, a menu or a dialog. */
export function useKey(key: string, press: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(elsewhere)) return;
    event.preventDefault();
    press();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

const elsewhere = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu]";
