import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bin } from "@/scripts/tasks.mjs";

/**
 * In a process of its own: which of its threads hash is found out once. Afterwards, when nothing is compiled any more, it is the two
 * that work while many are hashed. Tells the priority of each, the hardest working first.
 */
const program = `
  import { readdirSync, readFileSync } from "node:fs";
  import { getPriority } from "node:os";
  import { setTimeout as pause } from "node:timers/promises";
  import { hashPassword } from "./lib/passwords/hash";
  import { hashBehindOthers } from "./server/hash-behind-others";
  const threads = () => readdirSync("/proc/self/task").map(Number).filter((thread) => thread !== process.pid);
  const ran = (thread) => Number(readFileSync("/proc/self/task/" + thread + "/schedstat", "utf8").split(" ")[0]);
  hashBehindOthers().then(async () => {
    await pause(1000);
    const before = new Map(threads().map((thread) => [thread, ran(thread)]));
    await Promise.all(Array.from({ length: 8 }, () => hashPassword("nobody has this password")));
    const worked = threads().map((thread) => [ran(thread) - (before.get(thread) ?? 0), getPriority(thread)]);
    const others = worked.sort(([a], [b]) => b - a).map(([, priority]) => priority);
    console.log(JSON.stringify({ own: getPriority(process.pid), others }));
  });`;

test.runIf(process.platform === "linux")(
  "passwords are hashed behind everything else, and only they",
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [bin("tsx/dist/cli.mjs"), "-e", program], {
      env: { ...process.env, UV_THREADPOOL_SIZE: "2" },
    });
    const { own, others }: { own: number; others: number[] } = JSON.parse(stdout);
    const [hashing, rest] = [others.slice(0, 2), others.slice(2)];
    expect(own).toBe(0);
    expect(hashing).toContain(10);
    expect(rest.length).toBeGreaterThan(2);
    expect(new Set(rest)).toEqual(new Set([0]));
  },
  60_000,
);
