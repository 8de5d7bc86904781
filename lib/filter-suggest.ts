import { type FilterKey, type FilterKeys, isBareKey, quoteFilterText } from "./filter-tree";
import { cutFilter, type Range, type Token, type Word } from "./filter-words";

/** What may stand at the caret: put `text` over the range, then the caret at `caret`. Offsets are UTF-16 units. */
export type Suggestion = Range & { label: string; description: string; text: string; caret: number };

export type SuggestionGroup = { title: string; suggestions: Suggestion[] };

/** What each value is, by key and value, for keys whose values are not in the table: the names of groups. */
export type KnownValues = Record<string, Record<string, string>>;

/**
 * What could be written at the caret: values of the key it stands behind; keys, those not used yet first; and `-`.
 * Takes any text, also one that cannot be read.
 */
export function suggestFilter(
  keys: FilterKeys,
  text: string,
  caret: number,
  known: KnownValues = {},
): SuggestionGroup[] {
  const at = Math.max(0, Math.min(caret, text.length));
  const tokens = cutFilter(text);
  const place: Place = { keys, text, at, tokens, known };
  const word = tokens.find((token) => token.is === "word" && token.from <= at && at <= token.to);
  const groups = word?.is === "word" ? suggestInWord(place, word) : [suggestKeys(place, { from: at, to: at }, "")];
  return groups.filter(({ suggestions }) => suggestions.length > 0);
}

type Place = { keys: FilterKeys; text: string; at: number; tokens: Token[]; known: KnownValues };

function suggestInWord(place: Place, word: Word): SuggestionGroup[] {
  const { keys, text, at } = place;
  if (!word.key || at <= word.key.to) {
    // Over a key that is there already, its colon goes too: the new one brings its own.
    const typed = { from: word.from, to: word.key ? word.key.to + 1 : word.to };
    const begun = text.slice(word.from, at);
    return begun.includes('"') ? [] : [suggestKeys(place, typed, begun)];
  }
  const name = word.key.text.toLowerCase();
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (!key) return [];
  const nothingYet = word.values.length === 1 && word.values[0]?.text === "";
  return [suggestValues(place, word, name, key), ...(nothingYet ? [suggestKeys(place, word, "")] : [])];
}

function suggestValues({ text, at, known }: Place, word: Word, name: string, key: FilterKey): SuggestionGroup {
  const piece = word.values.findLast(({ from }) => from <= at) ?? { text: "", from: at, to: at };
  const begun = piece.text.toLowerCase();
  const taken = word.values.map((value) => value.text.toLowerCase());
  const values = Object.entries(valuesOf(key, known[name])).filter(([value]) => !taken.includes(value.toLowerCase()));

  const suggestions = likeliest(values, begun).map(([value, description]) => {
    const written = quoteFilterText(value);
    // At the end of the text, a space makes way for the next term.
    const put = piece.to === text.length ? `${written} ` : written;
    const { from, to } = piece;
    return { label: `${name}:${written}`, description, from, to, text: put, caret: from + put.length };
  });
  return { title: key.title, suggestions };
}

/** Keys that go over the range. `-` is offered where nothing is written yet, and not twice. */
function suggestKeys({ keys, text, tokens }: Place, { from, to }: Range, begun: string): SuggestionGroup {
  const others = tokens.filter((token): token is Word => token.is === "word" && (token.to <= from || token.from >= to));
  const used = new Set(others.map(({ key }) => key?.text.toLowerCase()));
  const written = text.slice(from, to).toLowerCase();
  const offered = Object.entries(keys).filter(([name, key]) => !isBareKey(key) && `${name}:` !== written);
  const unusedFirst = [...offered.filter(([name]) => !used.has(name)), ...offered.filter(([name]) => used.has(name))];
  const put = (label: string, description: string): Suggestion => {
    return { label, description, from, to, text: label, caret: from + label.length };
  };
  const suggestions = likeliest(unusedFirst, begun.toLowerCase()).map(([name, { about }]) => put(`${name}:`, about));
  const negated = text.charAt(from - 1) === "-";
  if (from === to && !negated) suggestions.push(put("-", "Leave out what follows: -role:owner"));
  return { title: others.length > 0 ? "Narrow further" : "Filter by", suggestions };
}

const ages = { "1d": "A day ago", "7d": "A week ago", "30d": "30 days ago", "90d": "90 days ago", "52w": "A year ago" };

function valuesOf(key: FilterKey, known: Record<string, string> = {}): Record<string, string> {
  if (key.kind === "time") return ages;
  return key.kind === "text" ? known : key.values;
}

/** Those that begin as typed, then those that have it inside; each in the order given. */
function likeliest<V>(entries: [string, V][], begun: string): [string, V][] {
  const starts = ([word]: [string, V]) => word.toLowerCase().startsWith(begun);
  const holds = (entry: [string, V]) => !starts(entry) && entry[0].toLowerCase().includes(begun);
  return [...entries.filter(starts), ...entries.filter(holds)];
}
