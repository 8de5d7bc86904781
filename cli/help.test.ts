import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { everyCommand, helpOf, manual } from "./docs";
import { programOf } from "./program";

// To write them anew after a change: npx vitest run cli -u
const program = () => programOf(async () => {});
const fileOf = (words: string) => `${words.replaceAll(" ", "-")}.txt`;

test.each([...everyCommand(program())])("%s --help says what it did", async (words, command) => {
  await expect(helpOf(command)).toMatchFileSnapshot(`help/${fileOf(words)}`);
});

test("there is a text for each command, and none for what is no command", () => {
  const files = readdirSync(new URL("help", import.meta.url)).sort();
  expect(files).toEqual([...everyCommand(program()).keys()].map(fileOf).sort());
});

test("the manual is made from the same tree", async () => {
  await expect(manual(program())).toMatchFileSnapshot("../docs/cli.md");
});

test("no help is wider than a terminal of 80 columns, but for examples", () => {
  for (const [words, command] of everyCommand(program())) {
    const lines = helpOf(command)
      .split("\n")
      .filter((line) => !line.startsWith("  $ "));
    expect(
      lines.filter((line) => line.length > 80),
      words,
    ).toEqual([]);
  }
});
