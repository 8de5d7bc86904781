import { buildTree, type ReadToken, Unreadable } from "./filter-build";
import { type FilterError, filterError, type Mend } from "./filter-errors";
import { isError, termReader } from "./filter-term";
import type { FilterKeys, FilterTree } from "./filter-tree";
import { cutFilter, type Range } from "./filter-words";

/**
 * The filter language, for every door and for the browser. `docs/filters.md` tells it to users.
 *
 *     filter = group | nothing
 *     group  = terms { "OR" terms }
 *     terms  = term { term }                                every one of them
 *     term   = [ "-" ] ( word | "(" group ")" )
 *     word   = [ key ":" ] value { "," value }              any of the values
 *
 * A key that comes again in the same `terms`, without `-` and outside brackets, adds its values to the first: any of
 * them. The key of bare words is the exception: all of its values are required, however they are written.
 */

/** In characters. */
export const maxFilterLength = 1000;

/** In characters, which UTF-16 may take two units for. */
export const filterLength = (text: string) => (text.length > maxFilterLength ? [...text].length : text.length);

/** Where the finished words of a filter are, with their `-`. `key` is null for a bare word. */
export type TermRange = Range & { key: string | null };

export type ParsedFilter<K extends FilterKeys> =
  | { ok: true; tree: FilterTree<K>; terms: TermRange[] }
  | { ok: false; error: FilterError; terms: TermRange[] };

/** What a filter means, or where and why it cannot be read. Takes any text, in linear time. Never throws. */
export function parseFilter<K extends FilterKeys>(keys: K, text: string): ParsedFilter<K> {
  const unfit = checkText(text);
  if (unfit) return { ok: false, error: unfit, terms: [] };

  const readTerm = termReader(keys, text);
  const read = cutFilter(text).map((token) => (token.is === "word" ? { ...token, term: readTerm(token) } : token));
  const terms = finishedTerms(read);
  try {
    // The reader takes keys and values from `keys` only, so its terms are those of K.
    return { ok: true, tree: buildTree(keys, text, read) as FilterTree<K>, terms };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: error.why, terms };
    throw error;
  }
}

function checkText(text: string): FilterError | undefined {
  if (filterLength(text) > maxFilterLength) {
    const range = { from: [...text].slice(0, maxFilterLength).join("").length, to: text.length };
    const words: [string, string] = [
      "The filter is too long",
      `It may have ${maxFilterLength.toLocaleString("en")} characters.`,
    ];
    return filterError(text, range, "too_long", words);
  }
  const bad = /(?![\t\n\r])\p{Cc}|\p{Cs}/u.exec(text);
  if (!bad) return undefined;
  const mend: Mend = { from: bad.index, to: bad.index + 1, text: "", label: "Leave it out" };
  const words: [string, string] = ["There is a character that cannot be shown", "Leave it out."];
  return filterError(text, mend, "bad_character", words, mend);
}

function finishedTerms(tokens: ReadToken[]): TermRange[] {
  return tokens.flatMap((token, i) => {
    if (token.is !== "word" || isError(token.term)) return [];
    const before = tokens[i - 1];
    const from = before?.is === "-" && before.to === token.from ? before.from : token.from;
    return [{ from, to: token.to, key: token.key && token.term.key }];
  });
}
