/** The top of an axis that begins at 0: the next round number, in steps that read well. */
export function roundTop(highest: number): number {
  if (highest <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].find((it) => it * power >= highest) ?? 10;
  return Math.ceil((step * power) / 4) * 4;
}

/** Four steps from 0 to the top, the highest first. */
export const ticksTo = (top: number): number[] => [4, 3, 2, 1, 0].map((n) => (top / 4) * n);

/** About so many places along an axis of `length`, the first and the last among them. */
export function placesAlong(length: number, about: number): number[] {
  const last = length - 1;
  if (last <= 0) return [0];
  const count = Math.min(about, last);
  return Array.from({ length: count + 1 }, (_, i) => Math.round((last * i) / count));
}
