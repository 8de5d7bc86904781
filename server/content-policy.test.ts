import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { styleHashes } from "./content-policy";

test("the style elements that a page lets in are empty, or those of the toasts as they are installed", () => {
  const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
  const texts = [...source.matchAll(/^__insertCSS\((".*")\)/gm)].map(([, text]) => JSON.parse(text ?? '""') as string);
  expect(texts).toHaveLength(1);
  expect(styleHashes).toEqual(["", ...texts].map(hashOf));
});

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
