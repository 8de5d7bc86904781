/** Controls: those of ASCII, of Latin-1, and those that turn the direction of a text round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text of several lines for a terminal: whatever somebody wrote into a name, it does not work the terminal. */
export const clean = (text: string): string =>
  text.replace(controls, (letter) => (letter === "\n" ? letter : "\ufffd"));

/** The same for what stands on one line. */
export const oneLine = (text: string): string => text.replace(controls, "\ufffd");

/** A value as JSON that does not work a terminal either. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value).replace(controls, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
