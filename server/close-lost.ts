import type { Worker } from "node:cluster";

/**
 * Closes the connection that a worker was being given as it died. Node's first process keeps it until the worker says that it has it,
 * and forgets it with the worker: whoever is at its other end would wait for an answer that nobody gives. There is one at most, since
 * the next is given once the one before was taken.
 *
 * Looks at messages of Node's own (`internal/cluster/utils`); where they are called otherwise, nothing is closed.
 */
export function closeLost(worker: Worker): void {
  const given = new Map<unknown, Handle>();
  const child = worker.process;
  const send = child.send.bind(child) as (...args: unknown[]) => boolean;
  const noted = (message: Internal, handle?: Handle, ...more: unknown[]) => {
    if (message?.act === "newconn" && handle) given.set(message.seq, handle);
    return send(message, handle, ...more);
  };
  child.send = noted as typeof child.send;
  child.on("internalMessage", (message: Internal) => {
    given.delete(message?.ack);
  });
  worker.on("exit", () => {
    for (const handle of given.values()) handle.close?.();
    given.clear();
  });
}

type Internal = { act?: string; seq?: number; ack?: number } | undefined;
type Handle = { close?: () => void };
