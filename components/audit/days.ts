import type { EntryRow } from "./entry";

/** The entries of one day, in UTC as everything here. */
export type Day = {
  /** "2026-11-23" */
  date: string;
  /** "Today" or "Yesterday"; null on all others. */
  name: string | null;
  /** "Monday 23 November", with the year when it is another one. */
  words: string;
  rows: EntryRow[];
};

export function daysOf(rows: EntryRow[], now: Date): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const date = dateOf(row.at);
    const last = days.at(-1);
    if (last?.date === date) last.rows.push(row);
    else days.push({ date, name: nameOf(date, now), words: wordsFor(row.at, now), rows: [row] });
  }
  return days;
}

const dateOf = (at: Date) => at.toISOString().slice(0, 10);

function nameOf(date: string, now: Date): string | null {
  if (date === dateOf(now)) return "Today";
  return date === dateOf(new Date(now.getTime() - 24 * 60 * 60 * 1000)) ? "Yesterday" : null;
}

const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

const wordsFor = (at: Date, now: Date) =>
  at.getUTCFullYear() === now.getUTCFullYear() ? day.format(at) : `${day.format(at)} ${at.getUTCFullYear()}`;
