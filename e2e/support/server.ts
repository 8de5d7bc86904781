import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A server of the production build, in processes of its own. */
export type RunningServer = {
  address: string;
  process: ChildProcess;
  /** All that it has said so far, both streams. */
  said: () => string;
  /** As Ctrl-C does. Resolves to its exit code. */
  stop: () => Promise<number | null>;
};

/**
 * Starts the built server, or another program that says when it is ready, with these settings and waits until it is.
 *
 * @throws what it said, where it ended instead
 */
export async function startServer(
  settings: Record<string, string>,
  flags: string[] = [],
  program = "dist/server.mjs",
): Promise<RunningServer> {
  const child = spawn(process.execPath, [program, ...flags], {
    env: { ...process.env, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  const ended = once(child, "exit");
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const ready = /Roster is ready: (\S+)/.exec(text);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.on("exit", (code) => reject(new Error(`The server ended with ${code}: ${text}`)));
  });
  return {
    address,
    process: child,
    said: () => text,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
      await ended;
      return child.exitCode;
    },
  };
}
