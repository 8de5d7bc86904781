import { expect, test } from "vitest";
import { hashSecret, newSecret, secretMatches } from "./secret";

test("a secret is 256 bits, of which each is as often set as not, and never comes twice", () => {
  const made = Array.from({ length: 2000 }, newSecret);
  for (const secret of made) expect(secret).toMatch(/^[\da-f]{64}$/);
  expect(new Set(made).size).toBe(made.length);
  const bits = made.map((secret) => Buffer.from(secret, "hex"));
  for (let bit = 0; bit < 256; bit++) {
    const set = bits.filter((bytes) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
    // Nine standard deviations of a fair coin.
    expect(Math.abs(set - 1000)).toBeLessThan(9 * Math.sqrt(500));
  }
});

test("only the secret itself matches what is stored of it", () => {
  const secret = newSecret();
  const stored = hashSecret(secret);
  expect(secretMatches(stored, secret)).toBe(true);
  for (const other of ["", secret.toUpperCase(), secret.slice(1), `${secret}0`, newSecret(), stored.toString("hex")]) {
    expect(secretMatches(stored, other === secret ? "" : other)).toBe(false);
  }
});
