import { spawn } from "node:child_process";
import type { Identity } from "./identity";

/** Why the embedded PostgreSQL cannot run, in one line for whoever starts the server. */
export class EmbeddedError extends Error {}

/** Runs a program to its end. Throws an EmbeddedError with what it said where it fails. */
export function runToEnd(program: string, args: string[], as: Identity | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], cwd: "/", ...as });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      reject(new EmbeddedError(`The embedded PostgreSQL could not be made: ${said.trim().split("\n").at(-1) ?? code}`));
    });
  });
}
