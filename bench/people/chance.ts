/**
 * Numbers from 0 to 1 (without it) that look drawn and are the same at every run: a stream of its own for each number and purpose.
 */
export function chance(number: number, purpose: string): () => number {
  let state = mix(number ^ seedOf(purpose));
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return (mix(state) >>> 0) / 2 ** 32;
  };
}

/** A UUIDv7 of a moment in milliseconds, that goes on with what the number and the purpose give. */
export function uuidAt(at: number, number: number, purpose: string): string {
  const draw = chance(number, `id of ${purpose}`);
  const time = at.toString(16).padStart(12, "0");
  const hex = (digits: number) =>
    Math.floor(draw() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + Math.floor(draw() * 4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`;
}

/** Spreads every bit over all 32: the finisher of MurmurHash3. */
function mix(value: number): number {
  let it = value;
  it = Math.imul(it ^ (it >>> 16), 0x85ebca6b);
  it = Math.imul(it ^ (it >>> 13), 0xc2b2ae35);
  return it ^ (it >>> 16);
}

const seeds = new Map<string, number>();

function seedOf(purpose: string): number {
  const known = seeds.get(purpose);
  if (known !== undefined) return known;
  let seed = 0;
  for (const letter of purpose) seed = mix(seed * 31 + letter.charCodeAt(0));
  seeds.set(purpose, seed);
  return seed;
}
