import type { FilterKeys, FilterTerm, FilterTree } from "./filter-tree";

/** Taking filters apart, for whoever looks for the best way to answer one. */

/** The parts that all have to hold. */
export function conjuncts<K extends FilterKeys>(tree: FilterTree<K>): FilterTree<K>[] {
  return tree.is === "all" ? tree.of.flatMap(conjuncts) : [tree];
}

export function termsIn<K extends FilterKeys>(tree: FilterTree<K>): FilterTerm<K>[] {
  if (isTerm(tree)) return [tree];
  return tree.is === "not" ? termsIn(tree.of) : tree.of.flatMap(termsIn);
}

/** Every key that stands in it. */
export const keysIn = <K extends FilterKeys>(tree: FilterTree<K>): (keyof K & string)[] =>
  termsIn(tree).map(({ key }) => key);

/** The same tree of other terms. */
export function mapTerms<K extends FilterKeys>(
  tree: FilterTree<K>,
  change: (term: FilterTerm<K>) => FilterTerm<K>,
): FilterTree<K> {
  if (isTerm(tree)) return change(tree);
  if (tree.is === "not") return { is: "not", of: mapTerms(tree.of, change) };
  return { is: tree.is, of: tree.of.map((part) => mapTerms(part, change)) };
}

export function isTerm<K extends FilterKeys>(tree: FilterTree<K>): tree is FilterTerm<K> {
  return tree.is === "term";
}

/** Whether it holds where `termHolds` tells it of each of its terms. */
export function holds<K extends FilterKeys>(tree: FilterTree<K>, termHolds: (term: FilterTerm<K>) => boolean): boolean {
  if (isTerm(tree)) return termHolds(tree);
  if (tree.is === "not") return !holds(tree.of, termHolds);
  return tree.is === "all"
    ? tree.of.every((part) => holds(part, termHolds))
    : tree.of.some((part) => holds(part, termHolds));
}

/** What is left to ask where some terms are answered already: `everything` where it holds, `nothing` where it cannot. */
export function given<K extends FilterKeys>(
  tree: FilterTree<K>,
  answer: (term: FilterTerm<K>) => boolean | undefined,
): FilterTree<K> {
  if (isTerm(tree)) {
    const known = answer(tree);
    return known === undefined ? tree : known ? everything : nothing;
  }
  if (tree.is === "not") {
    const of = given(tree.of, answer);
    return of === everything ? nothing : of === nothing ? everything : { is: "not", of };
  }
  const [decides, adds] = tree.is === "all" ? [nothing, everything] : [everything, nothing];
  const parts: FilterTree<K>[] = tree.of.map((part) => given(part, answer));
  if (parts.some((part) => part === decides)) return decides;
  const left = parts.filter((part) => part !== adds);
  return left.length > 1 ? { is: tree.is, of: left } : (left[0] ?? adds);
}

export const everything = { is: "all", of: [] } satisfies FilterTree;
export const nothing = { is: "any", of: [] } satisfies FilterTree;

/** The same filter, where what is not of some values of these keys is of one of the others: an index can find those. */
export function withoutNots<K extends FilterKeys>(
  tree: FilterTree<K>,
  allValues: { [N in keyof K]?: readonly string[] },
): FilterTree<K> {
  if (isTerm(tree)) return tree;
  if (tree.is !== "not") return { is: tree.is, of: tree.of.map((part) => withoutNots(part, allValues)) };
  const of = withoutNots(tree.of, allValues);
  if (!isTerm(of)) return { is: "not", of };
  const others = allValues[of.key]?.filter((value) => !(of.values as string[]).includes(value));
  return others ? ({ ...of, values: others } as FilterTree<K>) : { is: "not", of };
}
