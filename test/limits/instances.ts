import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { root } from "@/scripts/tasks.mjs";
import type { Try } from "./instance";

export type Instance = { try: (tries: Try[]) => Promise<string[]>; end: () => void };

/** Another process with the same database. */
export async function startInstance(): Promise<Instance> {
  const program = fileURLToPath(new URL("./instance.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    cwd: root,
    env: { ...process.env, UV_THREADPOOL_SIZE: "2" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await lines.next()).value !== "ready") throw new Error("The instance did not start.");
  return {
    async try(tries) {
      child.stdin.write(`${JSON.stringify(tries)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("The instance ended.");
      return JSON.parse(value) as string[];
    },
    end: () => void child.stdin.end(),
  };
}
