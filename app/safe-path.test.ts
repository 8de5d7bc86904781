import { expect, test } from "vitest";
import { safePath } from "./safe-path";

test.each(["/users", "/users?q=status%3Aactive&sort=-created", "/users/ada#sessions", "/"])(
  "%s is on this site",
  (path) => {
    expect(safePath(path)).toBe(path);
  },
);

test.each([
  undefined,
  "",
  "users",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "\\/evil.example",
  "javascript:alert(1)",
  "/users\\..\\evil",
  " //evil.example",
  "/\n/evil.example",
])("%j leads home", (path) => {
  expect(safePath(path)).toBe("/");
});

test.each(["/..//evil.example", "/.//evil.example", "/x/..//evil.example"])(
  "%s does not climb out to another site",
  (path) => {
    expect(new URL(safePath(path), "http://roster.test").host).toBe("roster.test");
  },
);
