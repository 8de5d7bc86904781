"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useEffect, useState } from "react";
import { Button } from "./button";

/** Copies a text. Where the browser forbids it (no https) it selects the text on the page instead, for Ctrl-C. */
export function CopyButton({ text, textId, label = "Copy" }: { text: string; textId: string; label?: string }) {
  const [told, setTold] = useState<string | null>(null);
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(null), 2000);
    return () => clearTimeout(timer);
  }, [told]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setTold("Copied");
    } catch {
      const shown = document.getElementById(textId);
      if (shown) getSelection()?.selectAllChildren(shown);
      setTold("Selected");
    }
  }

  return (
    <>
      <Button size="small" aria-disabled={!text} onClick={copy}>
        {told === "Copied" ? <Check className="size-3.5" /> : <Copy className="size-3.5" />}
        {told ?? label}
      </Button>
      <span role="status" className="sr-only">
        {told}
      </span>
    </>
  );
}
