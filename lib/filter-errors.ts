import type { Range } from "./filter-words";

export type FilterErrorCode =
  | "too_long"
  | "bad_character"
  | "unknown_key"
  | "no_key"
  | "empty_value"
  | "unknown_value"
  | "not_a_time"
  | "no_such_time"
  | "time_out_of_range"
  | "no_offset"
  | "dangling_minus"
  | "dangling_or"
  | "unclosed_quote"
  | "unclosed_bracket"
  | "unopened_bracket"
  | "empty_brackets"
  | "too_deep";

/** A change of the text that would help: `label` is for the button that makes it. */
export type Mend = Range & { text: string; label: string };

/** Why a filter cannot be read. The range is the bad word's, in UTF-16 units; `column` counts characters, from 1. */
export type FilterError = Range & { code: FilterErrorCode; message: string; column: number; mend?: Mend };

/** "There is no key grop (column 27). The nearest is group." */
export function filterError(
  text: string,
  { from, to }: Range,
  code: FilterErrorCode,
  [what, advice]: [what: string, advice: string],
  mend?: Mend,
): FilterError {
  const column = [...text.slice(0, from)].length + 1;
  const message = `${what} (column ${column}). ${advice}`;
  return { code, message, from, to, column, ...(mend && { mend }) };
}

/** A word of the filter as a sentence may hold it. */
export const shown = (word: string) => ([...word].length > 40 ? `${[...word].slice(0, 40).join("")}…` : word);

/** The one that `word` was probably meant to be, if any is close: it begins so, or a few letters away. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const begun = word.length >= 2 ? known.find((candidate) => candidate.startsWith(word)) : undefined;
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const [best] = known
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .filter(({ far }) => far <= allowed)
    .sort((a, b) => a.far - b.far);
  return best?.far === 1 ? best.candidate : (begun ?? best?.candidate);
}

/** How many letters are to be put in, left out, changed or swapped with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
