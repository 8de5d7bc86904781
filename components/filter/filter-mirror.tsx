import { clsx } from "clsx";
import type { Ref } from "react";

export type Range = { from: number; to: number };

type Props = { text: string; terms: readonly Range[]; wrong: Range | null; ref: Ref<HTMLDivElement> };

/** The typed text once more, invisible behind itself: finished terms get a ground, the wrong word a wavy line. */
export function FilterMirror({ text, terms, wrong, ref }: Props) {
  return (
    <div
      ref={ref}
      aria-hidden
      className="pointer-events-none absolute inset-0 -ml-1 overflow-hidden whitespace-pre pl-1 leading-9.5"
    >
      {partsOf(text, terms, wrong).map(({ from, to, kind }) => (
        <span
          key={from}
          className={clsx(
            "text-transparent",
            kind === "term" && "rounded-[2px] bg-bg-press shadow-[0_0_0_3px_var(--color-bg-press)]",
            kind === "wrong" && "underline decoration-1 decoration-suspended decoration-wavy underline-offset-4",
          )}
        >
          {text.slice(from, to)}
        </span>
      ))}
    </div>
  );
}

type Part = Range & { kind: "plain" | "term" | "wrong" };

/** The whole text cut where terms and the wrong word begin and end. */
function partsOf(text: string, terms: readonly Range[], wrong: Range | null): Part[] {
  const marked: Part[] = terms
    .filter((term) => !overlap(term, wrong))
    .map((term) => ({ ...term, kind: "term" as const }));
  if (wrong) marked.push({ ...wrong, kind: "wrong" });
  marked.sort((a, b) => a.from - b.from);

  const parts: Part[] = [];
  let at = 0;
  for (const mark of marked) {
    if (mark.from > at) parts.push({ from: at, to: mark.from, kind: "plain" });
    parts.push(mark);
    at = mark.to;
  }
  if (at < text.length) parts.push({ from: at, to: text.length, kind: "plain" });
  return parts;
}

const overlap = (a: Range, b: Range | null) => b !== null && a.from < b.to && b.from < a.to;
