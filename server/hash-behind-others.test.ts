import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bin } from "@/scripts/tasks.mjs";

/** In a process of its own: which of its threads hash is found out once. */
const program = `
  import { readdirSync } from "node:fs";
  import { getPriority } from "node:os";
  import { hashBehindOthers } from "./server/hash-behind-others";
  hashBehindOthers().then(() => {
    const all = readdirSync("/proc/self/task").map((thread) => getPriority(Number(thread)));
    console.log(JSON.stringify({ own: getPriority(process.pid), behind: all.filter((it) => it === 10).length }));
  });`;

test.runIf(process.platform === "linux")("passwords are hashed behind everything else, and only they", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [bin("tsx/dist/cli.mjs"), "-e", program], {
    env: { ...process.env, UV_THREADPOOL_SIZE: "2" },
  });
  const { own, behind } = JSON.parse(stdout);
  expect(own).toBe(0);
  expect([1, 2]).toContain(behind);
});
