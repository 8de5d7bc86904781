import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export type Load = {
  url: string;
  headers?: Record<string, string>;
  /** So many ask at once, each again when it was answered. */
  connections: number;
  seconds: number;
};

/** Times in milliseconds. */
export type Answered = { perSecond: number; p50: number; p95: number; p99: number };

const client = fileURLToPath(new URL("./client.mjs", import.meta.url));

/**
 * Puts a server under load, from a process of its own.
 *
 * @throws where an answer was not 200
 */
export async function load({ headers = {}, ...asked }: Load): Promise<Answered> {
  const { stdout } = await promisify(execFile)(process.execPath, [client, JSON.stringify({ headers, ...asked })]);
  const { bad, ...answered } = JSON.parse(stdout) as Answered & { bad: number };
  if (bad > 0) throw new Error(`${asked.url}: ${bad} answers were not 200.`);
  return answered;
}
