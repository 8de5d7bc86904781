import type { Worker } from "node:cluster";

/**
 * Whether a worker still does anything: one that spins or hangs keeps its connections, and would be handed new ones for ever. The
 * first process asks each now and again, and ends one that has not answered for long; it is replaced like one that died.
 */

const everyMs = 2_000;
/** Longer than anything that a worker does in one go, also on a machine that is short of breath. */
const patienceMs = 20_000;

export const isBeat = (message: unknown): boolean => message === "beat";

/** In the first process, once the worker is ready. */
export function watchHeartbeat(worker: Worker): void {
  let heardAt = performance.now();
  let askedAt = heardAt;
  worker.on("message", (message) => {
    if (isBeat(message)) heardAt = performance.now();
  });
  const timer = setInterval(() => {
    const now = performance.now();
    // The first process itself, or the whole machine, may have stood still: then nobody was asked.
    if (now - askedAt > 2 * everyMs) heardAt = now;
    askedAt = now;
    if (now - heardAt > patienceMs) {
      console.error(`Worker ${worker.process.pid} has not answered for ${patienceMs / 1000} seconds, and is replaced.`);
      worker.process.kill("SIGKILL");
    } else if (worker.isConnected()) worker.send("beat", () => {});
  }, everyMs);
  timer.unref();
  worker.on("exit", () => clearInterval(timer));
}

/** In a worker. */
export function answerHeartbeat(): void {
  process.on("message", (message) => {
    if (isBeat(message) && process.connected) process.send?.("beat", undefined, undefined, () => {});
  });
}
