import { type FilterError, type FilterErrorCode, filterError, type Mend } from "./filter-errors";
import { isError } from "./filter-term";
import { type FilterKeys, type FilterTerm, type FilterTree, isBareKey } from "./filter-tree";
import type { Mark, Range, Word } from "./filter-words";

export const maxFilterDepth = 50;

/** A word with the term it is, or why it is none. */
export type ReadToken = Mark | (Word & { term: FilterTerm | FilterError });

export class Unreadable extends Error {
  constructor(readonly why: FilterError) {
    super(why.message);
  }
}

/**
 * Puts the read words together as their brackets, `OR` and `-` say.
 *
 * @throws Unreadable
 */
export function buildTree(keys: FilterKeys, text: string, tokens: ReadToken[]): FilterTree {
  let next = 0;
  const fail = (at: Range, fault: Fault, mend?: Mend): never => {
    throw new Unreadable(filterError(text, at, fault, faults[fault], mend));
  };

  function readGroup(depth: number): FilterTree {
    const groups = [readTerms(depth)];
    for (let or = tokens[next]; or?.is === "OR"; or = tokens[next]) {
      if (groups.at(-1) === null) fail(or, "dangling_or", leaveOut(or));
      next++;
      const terms = readTerms(depth);
      if (!terms) return fail(or, "dangling_or", leaveOut(or));
      groups.push(terms);
    }
    return oneOr(
      "any",
      groups.filter((group) => group !== null),
    );
  }

  /** Null where there are none. */
  function readTerms(depth: number): FilterTree | null {
    const found: FilterTree[] = [];
    const byKey = new Map<string, FilterTerm>();
    for (let token = tokens[next]; token && token.is !== "OR" && token.is !== ")"; token = tokens[next]) {
      const tree = readTerm(token, depth);
      const joins = token.is === "word" && tree.is === "term" && !isBareKey(keys[tree.key]);
      const first = joins ? byKey.get(tree.key) : undefined;
      if (first && joins) (first.values as unknown[]).push(...tree.values);
      else found.push(tree);
      if (joins && !first) byKey.set(tree.key, tree);
    }
    return found.length === 0 ? null : oneOr("all", found);
  }

  function readTerm(token: ReadToken, depth: number): FilterTree {
    next++;
    if (token.is === "word") {
      if (isError(token.term)) throw new Unreadable(token.term);
      return token.term;
    }
    if (token.is === "(") return readBrackets(token, depth + 1);
    const after = tokens[next];
    const negates = after && after.from === token.to && (after.is === "word" || after.is === "(");
    if (!negates) return fail(token, "dangling_minus", leaveOut(token));
    return { is: "not", of: readTerm(after, depth) };
  }

  function readBrackets(open: Range, depth: number): FilterTree {
    if (depth > maxFilterDepth) fail(open, "too_deep");
    if (tokens[next]?.is === ")") fail({ from: open.from, to: tokens[next]?.to ?? open.to }, "empty_brackets");
    const inside = readGroup(depth);
    const end = { from: text.length, to: text.length };
    if (tokens[next]?.is !== ")") fail(open, "unclosed_bracket", { ...end, text: ")", label: "Close it" });
    next++;
    return inside;
  }

  const tree = tokens.length === 0 ? oneOr("all", []) : readGroup(0);
  const left = tokens[next];
  if (left) fail(left, "unopened_bracket", leaveOut(left));
  return tree;
}

const oneOr = (is: "all" | "any", parts: FilterTree[]): FilterTree => {
  const [only] = parts;
  return only && parts.length === 1 ? only : { is, of: parts };
};

const leaveOut = ({ from, to }: Range): Mend => ({ from, to, text: "", label: "Leave it out" });

const faults = {
  dangling_or: ["OR has nothing on one side", 'Write a term on both sides, or "OR" in quotes for the word.'],
  dangling_minus: [
    "Nothing follows this -",
    'It leaves out what stands right behind it: -role:owner. For the letter, write "-".',
  ],
  empty_brackets: ["These brackets are empty", "Write a term inside, or leave them out."],
  unclosed_bracket: ["This bracket is never closed", "Close it with )."],
  unopened_bracket: ["This bracket closes nothing", "Leave it out, or open one before it."],
  too_deep: ["Too many brackets inside each other", `There may be ${maxFilterDepth}.`],
} as const satisfies Partial<Record<FilterErrorCode, [what: string, advice: string]>>;

type Fault = keyof typeof faults;
