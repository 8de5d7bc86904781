import { expect, test } from "vitest";
import { line } from "./input";

test.each([
  "a\u0000b",
  "a\nb",
  "a\u001b[2Jb",
  "a\u009b31mb",
  "a\u2028b",
  "a\u2029b",
  "a\u202eb",
  "a\u2066b",
  "a\ud800b",
])("%j is no line: it would break out of one, work a terminal or turn it round", (text) =>
  expect(line(10, "It").safeParse(text).success).toBe(false),
);

test.each(["Ada", " Ada ", "Zoë", "李雷", "👩‍👩‍👧", "علي", "<script>", "=1+1"])("%j is a line like another", (text) =>
  expect(line(10, "It").parse(text)).toBe(text.trim().normalize("NFC")),
);
