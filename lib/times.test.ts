import { expect, test } from "vitest";
import { counted, dayAndTime, exactTime, relativeTime, shortDate, span } from "./times";

const now = new Date("2026-11-23T14:32:11Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const [minute, hour, day] = [60, 3_600, 86_400];

test.each([
  [0, "just now"],
  [59, "just now"],
  [minute, "1 min ago"],
  [hour - 1, "59 min ago"],
  [hour, "1 hour ago"],
  [day - 1, "23 hours ago"],
  [day, "yesterday"],
  [2 * day, "2 days ago"],
  [1_234 * day, "1,234 days ago"],
])("%i seconds ago reads “%s”", (seconds, words) => {
  expect(relativeTime(ago(seconds), now)).toBe(words);
});

test("a time that lies ahead, because two clocks differ, reads as now", () => {
  expect(relativeTime(ago(-5), now)).toBe("just now");
});

test.each([
  [-5, "less than a minute"],
  [minute, "1 minute"],
  [23 * hour, "23 hours"],
  [3 * day, "3 days"],
])("a span of %i seconds is “%s”", (seconds, words) => {
  expect(span(ago(seconds), now)).toBe(words);
});

test("the exact time is told in UTC, to the second", () => {
  expect(exactTime(now)).toBe("2026-11-23 14:32:11 UTC");
  expect(dayAndTime(now, now)).toBe("Mon 23 Nov, 14:32 UTC");
});

test("a date has its year only when it is another one", () => {
  expect(shortDate(new Date("2026-01-01T00:00:00Z"), now)).toBe("1 Jan");
  expect(shortDate(new Date("2025-12-31T23:59:59Z"), now)).toBe("31 Dec 2025");
});

test("one of a thing stands in the singular, none and many in the plural", () => {
  expect([0, 1, 1_284].map((count) => counted(count, "session"))).toEqual([
    "0 sessions",
    "1 session",
    "1,284 sessions",
  ]);
});
