import { filterLength, maxFilterLength } from "./filter";
import { caretPlace, type TermPlace, type ValuePlace } from "./filter-caret";
import { type FilterKey, type FilterKeys, isBareKey, quoteFilterText } from "./filter-tree";
import type { Range, Token } from "./filter-words";

/** What may stand at the caret: put `text` over the range, then the caret at `caret`. Offsets are UTF-16 units. */
export type Suggestion = Range & { label: string; description: string; text: string; caret: number };

export type SuggestionGroup = { title: string; suggestions: Suggestion[] };

/** What each value is, by key and value, for keys whose values are not in the table: the names of groups. */
export type KnownValues = Record<string, Record<string, string>>;

/**
 * What could be written at the caret: values of the key it stands behind; keys, those not used yet first; whole terms
 * by their value (`status:suspended` for "susp"); `OR` and `-`. What is taken goes over all of the key or value that
 * the caret is in, over no other word, and never makes the filter too long. Takes any text, also one that cannot be
 * read.
 */
export function suggestFilter(
  keys: FilterKeys,
  text: string,
  caret: number,
  known: KnownValues = {},
): SuggestionGroup[] {
  const place = caretPlace(text, Math.max(0, Math.min(caret, text.length)));
  if (!place) return [];
  const box: Box = { keys, text, known };
  const groups = place.is === "value" ? suggestInValue(box, place) : [suggestTerms(box, place)];
  const fits = ({ from, to, text: put }: Suggestion) =>
    filterLength(text.slice(0, from) + put + text.slice(to)) <= maxFilterLength;
  return groups
    .map(({ title, suggestions }) => ({ title, suggestions: suggestions.filter(fits) }))
    .filter(({ suggestions }) => suggestions.length > 0);
}

type Box = { keys: FilterKeys; text: string; known: KnownValues };

function suggestInValue(box: Box, place: ValuePlace): SuggestionGroup[] {
  const { word, key: name, others } = place;
  const key = Object.hasOwn(box.keys, name) ? box.keys[name] : undefined;
  if (!key) return [];
  const values = { title: key.title, suggestions: suggestValues(box, place, key) };
  const nothingYet = word.values.length === 1 && word.values[0]?.text === "";
  if (!nothingYet) return [values];
  // Another key may take the place of this one, as long as it has no value.
  const otherKeys = suggestKeys(box, word, "", others).filter(({ text }) => text !== `${name}:`);
  return [values, { title: titleOf(others), suggestions: otherKeys }];
}

function suggestValues(box: Box, place: ValuePlace, key: FilterKey): Suggestion[] {
  const { key: name, typed, beside } = place;
  const begun = typed.toLowerCase();
  const values = likeliest(Object.entries(valuesOf(key, typed, box.known[name])), begun);
  // A value that is finished only goes on to longer ones: role:admin is not the beginning of role:user-admin.
  const isFinished = values.some(([value]) => value.toLowerCase() === begun);
  const goesOn = (value: string) => value.startsWith(begun) && value !== begun;
  const left = values.filter(([value]) => !isFinished || goesOn(value.toLowerCase()));
  return left
    .filter(([value]) => !beside.includes(value.toLowerCase()))
    .map(([value, description]) => {
      const written = quoteFilterText(value);
      return put(place, `${name}:${written}`, description, finished(box, place, written));
    });
}

function suggestTerms(box: Box, place: TermPlace): SuggestionGroup {
  const { typed, hasValue, behind, others } = place;
  const suggestions = suggestKeys(box, place, typed, others);
  const canJoin = behind?.is === "word" || behind?.is === ")";
  const isNegated = behind?.is === "-" && behind.to === place.from;
  if (!hasValue) {
    suggestions.push(...suggestByValue(box, place, typed));
    if (canJoin && typed !== "" && "or".startsWith(typed.toLowerCase()))
      suggestions.push(put(place, "OR", orMeans, "OR "));
    if (typed === "" && !isNegated) suggestions.push(put(place, "-", "Leave out what follows: -role:owner"));
  }
  return { title: titleOf(others), suggestions };
}

const orMeans = "What stands before it, or what follows";

function suggestKeys({ keys }: Box, range: Range, typed: string, others: Token[]): Suggestion[] {
  const used = new Set(others.map((token) => (token.is === "word" ? token.key?.text.toLowerCase() : undefined)));
  const offered = Object.entries(keys).filter(([, key]) => !isBareKey(key));
  const unusedFirst = [...offered.filter(([name]) => !used.has(name)), ...offered.filter(([name]) => used.has(name))];
  return likeliest(unusedFirst, typed.toLowerCase()).map(([name, { about }]) => put(range, `${name}:`, about));
}

/** Whole terms whose value begins as typed. One letter would find too many, and `true` alone says nothing. */
function suggestByValue(box: Box, range: Range, typed: string): Suggestion[] {
  if (typed.length < 2) return [];
  return Object.entries(box.keys)
    .filter(([, key]) => key.kind === "enum" || key.kind === "text")
    .flatMap(([name, key]) =>
      Object.entries(valuesOf(key, typed, box.known[name]))
        .filter(([value]) => value.toLowerCase().startsWith(typed.toLowerCase()))
        .map(([value, description]) => {
          const term = `${name}:${quoteFilterText(value)}`;
          return put(range, term, description, finished(box, range, term));
        }),
    );
}

const put = ({ from, to }: Range, label: string, description: string, text = label): Suggestion => {
  return { label, description, from, to, text, caret: from + text.length };
};

/** At the end of the text, a space makes way for the next term. */
const finished = ({ text }: Box, { to }: Range, written: string) => (to === text.length ? `${written} ` : written);

const titleOf = (others: Token[]) => (others.some(({ is }) => is === "word") ? "Narrow further" : "Filter by");

const usualAges = {
  "1d": "A day ago",
  "7d": "A week ago",
  "30d": "30 days ago",
  "90d": "90 days ago",
  "52w": "A year ago",
};

function valuesOf(key: FilterKey, typed: string, known: Record<string, string> = {}): Record<string, string> {
  if (key.kind === "time") return /^\d{1,3}$/.test(typed) ? agesOf(Number(typed)) : usualAges;
  return key.kind === "text" ? known : key.values;
}

/** What a number could mean: `90d`, 90 days ago. */
const agesOf = (count: number) => ({
  [`${count}d`]: `${count} ${count === 1 ? "day" : "days"} ago`,
  [`${count}w`]: `${count} ${count === 1 ? "week" : "weeks"} ago`,
  [`${count}h`]: `${count} ${count === 1 ? "hour" : "hours"} ago`,
});

/** Those that begin as typed, then those that have it inside; each in the order given. */
function likeliest<V>(entries: [string, V][], begun: string): [string, V][] {
  const starts = ([word]: [string, V]) => word.toLowerCase().startsWith(begun);
  const holds = (entry: [string, V]) => !starts(entry) && entry[0].toLowerCase().includes(begun);
  return [...entries.filter(starts), ...entries.filter(holds)];
}
