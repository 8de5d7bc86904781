import { expect, test } from "vitest";
import { namesIn } from "./names-in";

test.each([
  ["ada", ["ada"]],
  [" ada\r\nbob\n\n cleo ", ["ada", "bob", "cleo"]],
  ["ada, bob;cleo\tdan eve", ["ada", "bob", "cleo", "dan", "eve"]],
  ["Ada Lovelace <ada@example.com>, bob@example.com", ["ada@example.com", "bob@example.com"]],
  ["@ada ADA", ["ADA"]],
  [" \n,; ", []],
])("%o holds %o", (text, names) => expect(namesIn(text)).toEqual(names));
