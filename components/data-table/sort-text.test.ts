import { expect, test } from "vitest";
import { sortAfterClick } from "./sort-text";

test.each([
  ["username", "username", "asc", "-username"],
  ["-username", "username", "asc", "username"],
  ["-created", "username", "asc", "username"],
  ["username", "created", "desc", "-created"],
  ["-created", "created", "desc", "created"],
  ["created", "created", "desc", "-created"],
] as const)("after %s a click on %s, which begins %s, sorts by %s", (before, id, first, after) =>
  expect(sortAfterClick(before, id, first)).toBe(after),
);
