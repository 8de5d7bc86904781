/**
 * The usernames and emails in a text from elsewhere: a column of a sheet, a line with commas or spaces, the recipients
 * of a mail (`Ada Lovelace <ada@example.com>`). Each once.
 */
export function namesIn(text: string): string[] {
  const parts = text.split(/[\n\r,;\t]+/).flatMap((part) => /<([^<>\s]+)>/.exec(part)?.[1] ?? part.split(/\s+/));
  const names = parts.map((name) => name.replace(/^@/, "")).filter(Boolean);
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
