/** What the addresses of lists have in common. */

export type SearchParams = Record<string, string | string[] | undefined>;

const pageSizes = [25, 50, 100];

/** The parts of an address by name, each once; an empty one is none. */
export const readParams = (params: SearchParams) => (name: string) => [params[name]].flat()[0] || undefined;

/** The size of a page that stands in an address, or what it is without. */
export const pageSizeIn = (text: string | undefined, otherwise = 25): number =>
  pageSizes.find((size) => String(size) === text) ?? otherwise;

type Page = { rows: unknown[] };
type Read<P> = { ok: true; value: P } | { ok: false; problem: { fields?: Record<string, string> } };

/** Whether an address leads beyond its list: its page key is none of this list, or nothing is left behind it. */
export const isLost = <P extends Page>(state: { after?: string; before?: string }, result: Read<P>): boolean =>
  (state.after ?? state.before) !== undefined &&
  (result.ok ? result.value.rows.length === 0 : "after" in (result.problem.fields ?? {}));
