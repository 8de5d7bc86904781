/** Colours, on a terminal only, and only for who wants them. */

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

export type Colour = keyof typeof codes;

/** @see https://no-color.org */
const wanted = (stream: NodeJS.WriteStream) =>
  stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";

export function paint(text: string, colour: Colour | undefined, stream: NodeJS.WriteStream = process.stdout): string {
  if (!colour || !wanted(stream)) return text;
  const [on, off] = codes[colour];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
