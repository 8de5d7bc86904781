import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { together } from "./together";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Questions that are answered, in capitals, when the test says so. */
function asking() {
  const asked: { keys: string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const ask = together(
    (keys: string[]) =>
      new Promise<(key: string) => string>((resolve, reject) => {
        asked.push({ keys, answer: () => resolve((key) => key.toUpperCase()), fail: reject });
      }),
  );
  return { ask, asked, keys: () => asked.map(({ keys }) => keys.join(" ")) };
}

test("who comes while a question is on its way goes with the next, and each gets their own", async () => {
  const { ask, asked, keys } = asking();
  const answers = ["a", "b", "c"].map(ask);
  expect(keys()).toEqual(["a"]);
  asked[0]?.answer();
  expect(await answers[0]).toBe("A");
  expect(keys()).toEqual(["a", "b c"]);
  asked[1]?.answer();
  expect(await Promise.all(answers)).toEqual(["A", "B", "C"]);
});

test("the answer to a question that was sent before is nobody's", async () => {
  const { ask, asked, keys } = asking();
  const [first, second, third] = [ask("a"), ask("a"), ask("a")];
  asked[0]?.answer();
  expect(await first).toBe("A");
  expect(keys()).toEqual(["a", "a a"]);
  asked[1]?.answer();
  expect(await Promise.all([second, third])).toEqual(["A", "A"]);
});

test("what fails, fails for those in it and no others", async () => {
  const { ask, asked } = asking();
  const [first, second] = [ask("a"), ask("b")];
  asked[0]?.fail(new Error("away"));
  await expect(first).rejects.toThrow("away");
  asked[1]?.answer();
  expect(await second).toBe("B");
  const third = ask("c");
  asked[2]?.answer();
  expect(await third).toBe("C");
});

test("a question that hangs holds up those behind it for a moment and nobody later, and few go at a time", async () => {
  const { ask, asked, keys } = asking();
  void ask("hangs");
  const soon = ask("a");
  vi.advanceTimersByTime(9);
  expect(keys()).toEqual(["hangs"]);
  vi.advanceTimersByTime(1);
  expect(keys()).toEqual(["hangs", "a"]);
  asked[1]?.answer();
  expect(await soon).toBe("A");

  for (let n = 0; n < 26; n++) void ask(`n${n}`);
  expect(asked.map(({ keys }) => keys.length)).toEqual([1, 1, 1, 25]);
});
