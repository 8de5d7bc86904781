import { expect, test } from "vitest";
import { generatePassword } from "./generate";
import { strengthOf } from "./strength";

test.each([
  "password password1",
  "passwordPassword1!",
  "P@ssw0rd P@ssw0rd1",
  "drowssap password",
  "password qwerty1",
  "qwerty password 123456",
  "welcome welcome1 welcome2",
  "password1 password2 password3",
  "iloveyou password1!",
  "summer2024 summer2025",
  "changeme-changeme!",
  "dragon monkey letmein",
  "1111 2222 3333 44445",
])("the commonest words do not become a password by standing together or again: %s", async (password) => {
  const { good, reasons } = await strengthOf(password, {});
  expect(good).toBe(false);
  expect(reasons.join()).toMatch(/commonest passwords|repeats itself/);
});

test.each([
  "correct horse battery staple",
  "seven lanterns over the fjord",
  "the tall ship sails",
  "the password of my neighbour’s goose",
  "kX9#mP2$vL5@qR8",
  "#$%^&*!@)(_+|}{[]",
  "8317 5520 9943 1178",
  "もしもし、雪だるまはどこですか",
])("words that do not belong together, or no words at all, are good: %s", async (password) => {
  expect(await strengthOf(password, {})).toMatchObject({ good: true, reasons: [] });
});

test("what is generated may be used", async () => {
  for (let i = 0; i < 100; i++) expect(await strengthOf(generatePassword(), {})).toMatchObject({ reasons: [] });
});
