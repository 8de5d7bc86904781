import { controls, toLine } from "../controls";
import type { FullEntry } from "./find";
import { sentenceText } from "./sentence";

/** An entry as a line of an export. */

/** The columns of the CSV, and the fields of each JSON line. */
const fields: Record<string, (entry: FullEntry) => unknown> = {
  time: ({ at }) => at.toISOString(),
  what: sentenceText,
  action: ({ action }) => action,
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason,
  actor_kind: ({ actorKind }) => actorKind,
  actor: ({ actorName }) => actorName,
  actor_id: ({ actorId }) => actorId,
  target_type: ({ targetType }) => targetType,
  target: ({ targetName }) => targetName,
  target_id: ({ targetId }) => targetId,
  changes: ({ changes }) => changes,
  address: ({ address }) => address,
  client: ({ userAgent }) => userAgent,
  session_id: ({ sessionId }) => sessionId,
  request_id: ({ requestId }) => requestId,
  id: ({ id }) => id,
};

export const csvHead = `${Object.keys(fields).join(",")}\r\n`;

/** @see RFC 4180 */
export const csvLine = (entry: FullEntry): string =>
  `${Object.values(fields)
    .map((read) => csvCell(read(entry)))
    .join(",")}\r\n`;

export const jsonLine = (entry: FullEntry): string =>
  `${toLine(Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(entry)])))}\n`;

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = neutral(text).replace(controls, (letter) => (/[\t\r\n]/.test(letter) ? letter : "\ufffd"));
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A spreadsheet takes what begins so for a formula, and works it out: whoever chooses a name chooses what it does.
 *
 * @see OWASP, CSV Injection
 */
const neutral = (text: string): string => (/^\s*[=+\-@\t\r\n|%＝＋－＠]/.test(text) ? `'${text}` : text);
