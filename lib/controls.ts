/** Letters that work a terminal, break a line or turn a text round: controls of ASCII and Latin-1, separators, directions. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
export const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A value as JSON in one line that works no terminal either: JSON itself leaves all but the controls of ASCII as they are. */
export const toLine = (value: unknown): string => escapeControls(JSON.stringify(value));

/** The same, for JSON that is written already. */
export const escapeControls = (json: string): string =>
  json.replace(controls, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
