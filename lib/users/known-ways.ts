/**
 * How the users of a filter are found where the first walk does not find them: by walking on for so many steps, or by gathering all who
 * match.
 */
export type Further = { walkOn: number } | "gather";

/**
 * What this process learned of filters that it answered lately: that the first walk is in vain, and what to do instead. It is a hint and nothing else;
 * without it the same users are found, somewhat later.
 */
const known = new Map<string, { further: Further; uses: number }>();

const most = 1000;
/** Then it is tried anew: people come and go. */
const goodFor = 50;

export function knownFurther(key: string): Further | null {
  const found = known.get(key);
  if (!found) return null;
  found.uses++;
  if (found.uses >= goodFor) known.delete(key);
  return found.further;
}

export function learnFurther(key: string, further: Further): void {
  if (known.size >= most) known.clear();
  known.set(key, { further, uses: 0 });
}
