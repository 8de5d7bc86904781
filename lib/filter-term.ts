import { type FilterError, type FilterErrorCode, filterError, type Mend, nearest, shown } from "./filter-errors";
import { readTime, type TimeFault } from "./filter-time";
import { type FilterKey, type FilterKeys, type FilterTerm, type FilterValueOf, isBareKey } from "./filter-tree";
import type { Piece, Word } from "./filter-words";

type Value = FilterValueOf<FilterKey>;

/** Reads words of `text` as terms: `{ key, values }`, or why a word is none. */
export function termReader(keys: FilterKeys, text: string) {
  const bareKey = Object.keys(keys).find((name) => isBareKey(keys[name]));

  return function readTerm(word: Word): FilterTerm | FilterError {
    if (word.unclosed !== null) return unclosedQuote(text, word.unclosed);
    const name = word.key ? word.key.text.toLowerCase() : bareKey;
    const key = name !== undefined && Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (name === undefined || !key) return unknownKey(text, keys, word);

    // A comma between bare words is only punctuation: "lovelace, ada".
    const pieces = isBareKey(key) ? word.values.filter((piece) => piece.text !== "") : word.values;
    if (pieces.length === 0) return noValue(text, word, word.key ? name : null);

    const values: Value[] = [];
    for (const piece of pieces) {
      if (piece.text === "") return noValue(text, { ...word, ...(word.values.length > 1 && around(piece)) }, name);
      const value = readValue(text, key, name, piece);
      if (isError(value)) return value;
      values.push(value);
    }
    return { is: "term", key: name, values } as FilterTerm;
  };
}

export const isError = (found: Value | FilterTerm | FilterError): found is FilterError =>
  typeof found === "object" && "message" in found;

/** An empty value has no letters to point at: its comma or colon stands in. */
const around = ({ from, to }: Piece) => (from === to ? { from: from - 1, to: from } : { from, to });

const truths: Record<string, "true" | "false"> = { true: "true", false: "false", yes: "true", no: "false" };

function readValue(text: string, key: FilterKey, name: string, piece: Piece): Value | FilterError {
  if (key.kind === "text") return piece.text.normalize("NFC");
  if (key.kind === "time") {
    const time = readTime(piece.text);
    return typeof time === "string" ? badTime(text, piece, time) : time;
  }
  const word = piece.text.toLowerCase();
  const others = key.kind === "enum" ? (key.aliases ?? {}) : truths;
  if (Object.hasOwn(key.values, word)) return key.kind === "boolean" ? word === "true" : word;
  const meant = Object.hasOwn(others, word) ? others[word] : undefined;
  if (meant !== undefined) return key.kind === "boolean" ? meant === "true" : meant;
  return unknownValue(text, name, piece, Object.keys(key.values));
}

function unknownKey(text: string, keys: FilterKeys, word: Word): FilterError {
  const piece = word.key ?? word;
  const written = word.key?.text ?? "";
  if (written === "") {
    const words: [string, string] = ["There is no key before the colon", quoteColons];
    return filterError(text, { from: piece.from, to: piece.to + 1 }, "no_key", words);
  }
  const [[what, advice], mend] = unknown(`There is no key ${shown(written)}`, piece, written, keys);
  return filterError(text, piece, "unknown_key", [what, mend ? advice : `${advice} ${quoteColons}`], mend);
}

const quoteColons = "Put quotes around a word that has a colon.";

const unknownValue = (text: string, name: string, piece: Piece, known: string[]) => {
  const values = Object.fromEntries(known.map((value) => [value, value]));
  const what = `${name} has no value ${shown(piece.text)}`;
  return filterError(text, piece, "unknown_value", ...unknown(what, piece, piece.text, values));
};

/** The nearest known one with its mend; or, where none is near, all there are. */
function unknown(what: string, { from, to }: { from: number; to: number }, word: string, known: object) {
  const names = Object.keys(known);
  const near = nearest(word.toLowerCase(), names);
  const advice = near ? `The nearest is ${near}.` : `There ${names.length === 1 ? "is only" : "are"} ${listed(names)}.`;
  const mend: Mend | undefined = near ? { from, to, text: near, label: `Use ${near}` } : undefined;
  return [[what, advice] as [string, string], mend] as const;
}

const listed = (names: string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "none");

function noValue(text: string, { from, to }: { from: number; to: number }, name: string | null): FilterError {
  const what = name === null ? "There is no word here to look for" : `${name} has no value here`;
  const advice = name === null ? "Write one, or leave this out." : `Write one behind ${name}: or leave this out.`;
  return filterError(text, { from, to }, "empty_value", [what, advice]);
}

function unclosedQuote(text: string, from: number): FilterError {
  const mend: Mend = { from: text.length, to: text.length, text: '"', label: "Close the quote" };
  const words: [string, string] = ["This quote is never closed", 'Close it with ". A quote inside quotes is \\".'];
  // An ending backslash would take the new quote for a letter.
  const closes = (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 0;
  return filterError(text, { from, to: text.length }, "unclosed_quote", words, closes ? mend : undefined);
}

const examples = "A time is a date (2026-07-01), an age (90d, 12h) or a moment (2026-07-01T12:00:00Z).";

const timeFaults: Record<TimeFault, (word: string) => [what: string, advice: string]> = {
  not_a_time: (word) => [`${word} is no time`, examples],
  no_such_time: (word) => [`There is no such time as ${word}`, "Look at the day, the hour and the offset."],
  time_out_of_range: (word) => [`${word} is too far away`, "Years go from 1 to 9999, ages to 36500d."],
  no_offset: (word) => [`${word} does not say in which time zone`, "Put Z behind it for UTC, or an offset as +02:00."],
};

function badTime(text: string, piece: Piece, fault: TimeFault): FilterError {
  const { from, to } = piece;
  const withZone = `${piece.text.replace(" ", "T")}Z`;
  const mend = fault === "no_offset" ? { from, to, text: withZone, label: "Take it as UTC" } : undefined;
  return filterError(text, piece, fault satisfies FilterErrorCode, timeFaults[fault](shown(piece.text)), mend);
}
