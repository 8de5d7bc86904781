const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "6 min ago", "1 hour ago", "yesterday", "112 days ago": for tables, where the exact time is a hover away. */
export function relativeTime(at: Date, now: Date): string {
  const age = now.getTime() - at.getTime();
  if (age < minute) return "just now";
  if (age < hour) return `${Math.floor(age / minute)} min ago`;
  if (age < day) return `${counted(Math.floor(age / hour), "hour")} ago`;
  if (age < 2 * day) return "yesterday";
  return `${Math.floor(age / day).toLocaleString("en")} days ago`;
}

/** "for 17 minutes", "for 2 days". */
export function span(from: Date, to: Date): string {
  const age = Math.max(0, to.getTime() - from.getTime());
  if (age < minute) return "less than a minute";
  if (age < hour) return counted(Math.floor(age / minute), "minute");
  if (age < day) return counted(Math.floor(age / hour), "hour");
  return counted(Math.floor(age / day), "day");
}

/** "2026-11-23 14:30:11 UTC". Every clock time on a page is UTC, so that it reads the same for everybody and on the server. */
export const exactTime = (at: Date) => `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** "23 Nov", with the year when it is another one. */
export function shortDate(at: Date, now: Date): string {
  const date = `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
  return at.getUTCFullYear() === now.getUTCFullYear() ? date : `${date} ${at.getUTCFullYear()}`;
}

/** "Sun 22 Nov, 16:20 UTC". */
export const dayAndTime = (at: Date, now: Date) =>
  `${days[at.getUTCDay()]} ${shortDate(at, now)}, ${at.toISOString().slice(11, 16)} UTC`;

/** "1 session", "3 sessions". */
export const counted = (count: number, thing: string) =>
  `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
