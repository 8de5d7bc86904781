import { type FilterTime, printTime } from "./filter-time";

/** A key of a filter. `title` heads a list of its values, `about` says in a few words what it finds. */
export type FilterKey = { title: string; about: string } & (
  | {
      kind: "enum";
      /** What each value finds. */
      values: Record<string, string>;
      /** Other spellings of them. */
      aliases?: Record<string, string>;
    }
  | { kind: "boolean"; values: Record<"true" | "false", string> }
  | { kind: "time" }
  /** `bareWords`: words without a key are this one's, and of this one every value is required, not any. */
  | { kind: "text"; bareWords?: true }
);

export type FilterKeys = Record<string, FilterKey>;

export type FilterValueOf<K extends FilterKey> = K extends { kind: "enum"; values: infer V }
  ? keyof V & string
  : K extends { kind: "boolean" }
    ? boolean
    : K extends { kind: "time" }
      ? FilterTime
      : string;

/** One key with its values: any of them, or, for the key of bare words, all of them. */
export type FilterTerm<K extends FilterKeys = FilterKeys> = {
  [N in keyof K & string]: { is: "term"; key: N; values: FilterValueOf<K[N]>[] };
}[keyof K & string];

/** What a filter means. `all` of nothing, which is the empty filter, is everyone. */
export type FilterTree<K extends FilterKeys = FilterKeys> =
  | { is: "all" | "any"; of: FilterTree<K>[] }
  | { is: "not"; of: FilterTree<K> }
  | FilterTerm<K>;

/** The filter as text that reads as the same tree again. */
export function printFilter<K extends FilterKeys>(keys: K, tree: FilterTree<K>): string {
  if (tree.is === "term") return printTerm(keys, tree as FilterTerm);
  if (tree.is === "not") return `-${printInside(keys, tree.of)}`;
  if (tree.is === "any") {
    return tree.of.map((part) => (part.is === "any" ? bracketed(keys, part) : printFilter(keys, part))).join(" OR ");
  }
  const seen = new Set<string>();
  return tree.of
    .map((part) => {
      // Without brackets, the second of a key would join the first as another value.
      const repeated = part.is === "term" && seen.has(part.key) && !isBareKey(keys[part.key]);
      if (part.is === "term") seen.add(part.key);
      return repeated ? bracketed(keys, part) : part.is === "not" ? printFilter(keys, part) : printInside(keys, part);
    })
    .join(" ");
}

const printInside = <K extends FilterKeys>(keys: K, tree: FilterTree<K>) =>
  tree.is === "term" ? printFilter(keys, tree) : bracketed(keys, tree);

const bracketed = <K extends FilterKeys>(keys: K, tree: FilterTree<K>) => `(${printFilter(keys, tree)})`;

function printTerm(keys: FilterKeys, { key, values }: FilterTerm): string {
  const list = values.map((value) => {
    if (typeof value === "object") return printTime(value);
    return typeof value === "string" ? quoteFilterText(value) : String(value);
  });
  return `${isBareKey(keys[key]) ? "" : `${key}:`}${list.join(",")}`;
}

/** Whether words without a key are this one's. */
export const isBareKey = (key?: FilterKey) => key?.kind === "text" && key.bareWords === true;

/** The text as a value that reads as itself: in quotes where a bare one would mean something else. */
export function quoteFilterText(text: string): string {
  const plain = text !== "OR" && !/^-|[\s"(),:]/.test(text) && text !== "";
  return plain ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
