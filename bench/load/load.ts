import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export type Load = {
  url: string;
  headers?: Record<string, string>;
  /** So many ask at once, each again when it was answered. */
  connections: number;
  seconds: number;
  /** What is sent, one after the other and again from the first: posted where it has a body. Without it the address is got. */
  sent?: { headers: Record<string, string>; body?: string }[];
  /** How each is to be answered; with 200 unless told. */
  status?: number;
};

/** Times in milliseconds. */
export type Answered = { perSecond: number; p50: number; p95: number; p99: number };

const client = fileURLToPath(new URL("./client.mjs", import.meta.url));

/**
 * Puts a server under load, from a process of its own.
 *
 * @throws where an answer had another status
 */
export async function load({ headers = {}, status = 200, ...asked }: Load): Promise<Answered> {
  const running = promisify(execFile)(process.execPath, [client]);
  running.child.stdin?.end(JSON.stringify({ headers, status, ...asked }));
  const { bad, ...answered } = JSON.parse((await running).stdout) as Answered & { bad: number };
  if (bad > 0) throw new Error(`${asked.url}: ${bad} answers were not ${status}.`);
  return answered;
}
