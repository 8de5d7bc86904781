import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { every } from "./background";

test("what takes longer than the time between is done once at a time, and not made up for", async () => {
  let [now, most, times] = [0, 0, 0];
  const work = every(5, async () => {
    times++;
    most = Math.max(most, ++now);
    await pause(60);
    now--;
  });
  await pause(150);
  await work.stop();
  const done = times;
  await pause(60);
  expect(most).toBe(1);
  expect(times).toBe(done);
  expect(done).toBeLessThan(6);
});

test("what fails is told, and tried again", async () => {
  const told: unknown[] = [];
  const work = every(
    5,
    async () => {
      throw new Error("not now");
    },
    (error) => told.push(error),
  );
  await expect.poll(() => told.length).toBeGreaterThan(1);
  await work.stop();
});

test("whoever stops it does not wait for ever", async () => {
  const work = every(1000, () => new Promise(() => {}));
  await work.stop();
});
