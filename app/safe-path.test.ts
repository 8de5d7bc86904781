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
  "\\\\evil.example",
  "https:/\\evil.example",
  "https:evil.example",
  "data:text/html,x",
  "/\u0000/evil.example",
  "/\r\n//evil.example",
  "\t//evil.example",
  "/users\u0009//evil.example",
  "/\u0085/evil.example",
])("%j leads home", (path) => {
  expect(safePath(path)).toBe("/");
});

test.each([
  ...[
    "/..//evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "/%2e%2e//evil.example",
    "/x/%2E%2e//evil.example",
  ],
  ...[
    "/%2f/evil.example",
    "/%5cevil.example",
    "/%09/evil.example",
    "/@evil.example",
    "/.evil.example",
    "/;//evil.example",
  ],
])("%s does not climb out to another site", (path) => {
  expect(new URL(safePath(path), "http://roster.test").host).toBe("roster.test");
});
