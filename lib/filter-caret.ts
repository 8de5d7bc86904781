import { cutFilter, type Range, type Token, type Word } from "./filter-words";

/**
 * What the caret is in. The range is all of it, `typed` what of it stands before the caret, `others` the other words
 * and marks. In a value, `beside` are the other values of its `word`, in lower case. In a key or a bare word,
 * `hasValue` says that its colon stands there already, and `behind` is what stands in front.
 */
export type CaretPlace = ValuePlace | TermPlace;
export type ValuePlace = Place & { is: "value"; key: string; word: Word; beside: string[] };
export type TermPlace = Place & { is: "term"; hasValue: boolean; behind: Token | undefined };
type Place = Range & { typed: string; others: Token[] };

/** Null where nothing can be put: in front of a word, right behind `OR` or a bracket, in quotes without a key. */
export function caretPlace(text: string, caret: number): CaretPlace | null {
  // Words are cut from left to right, so those of the first part are those of the whole, but for the last.
  const before = cutFilter(text.slice(0, caret));
  const tokens = cutFilter(text);
  const last = before.at(-1);
  if (!last || last.to < caret || last.is === "-" || last.is === "(") {
    const isFree = /^[\s)]?$/.test(text.charAt(caret));
    const room = { is: "term", typed: "", hasValue: false, from: caret, to: caret } as const;
    return isFree ? { ...room, behind: last, others: tokens } : null;
  }
  const word = tokens[before.length - 1];
  if (last.is !== "word" || word?.is !== "word") return null;

  const others = tokens.filter((token) => token !== word);
  const { text: typed, quoted } = last.values.at(-1) ?? { text: "", quoted: false };
  if (last.key) {
    const piece = word.values[last.values.length - 1] ?? word;
    const beside = word.values.filter((value) => value !== piece).map((value) => value.text.toLowerCase());
    // An open quote takes in all that follows, which was not meant to be a part of it.
    const isOpen = tokens.some((token) => token.is === "word" && token.unclosed !== null);
    const to = isOpen ? caret : piece.to;
    return { is: "value", typed, key: last.key.text.toLowerCase(), word, beside, others, from: piece.from, to };
  }
  if (quoted || (!word.key && (word.values.length > 1 || word.unclosed !== null))) return null;
  const to = word.key ? word.key.to + 1 : word.to;
  return { is: "term", typed, hasValue: word.key !== null, behind: before.at(-2), others, from: word.from, to };
}
