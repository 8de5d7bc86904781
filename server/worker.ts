import { setFlagsFromString } from "node:v8";
import { connectDatabase } from "@/db/client";
import { config } from "@/lib/config";
import { consoleToLog } from "./console-lines";
import { reasonOf } from "./fail";
import { hashBehindOthers } from "./hash-behind-others";
import { answerHeartbeat } from "./heartbeat";
import { serve } from "./serve";

/** One of the processes that answer requests. It goes when the first process says so, or is gone itself. */
export async function runWorker(): Promise<void> {
  keepHeapSmall();
  consoleToLog();
  answerHeartbeat();
  const ignore = () => {};
  process.on("SIGINT", ignore); // Ctrl-C reaches all processes of a terminal; the first one decides the order.
  process.on("SIGTERM", ignore);
  process.on("SIGHUP", ignore);
  try {
    connectDatabase({ url: process.env.DATABASE_URL ?? "", poolSize: Number(process.env.ROSTER_POOL_SIZE ?? 10) });
    await hashBehindOthers();
    const server = await serve(config(), { dev: false });
    const leave = () => server.stop().finally(() => process.exit(0));
    process.on("message", (message) => {
      if (message === "stop") leave();
    });
    process.once("disconnect", leave);
    process.send?.({ ready: server.address });
  } catch (error) {
    const failed = reasonOf(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.send?.({ failed }, undefined, undefined, () => process.exit(1));
  }
}

/**
 * Lets the heap grow by a third between collections instead of up to fourfold: listing 100,000 users then takes 20 MB more than
 * rest instead of 150, and a fifth more time. A runtime that knows the flag no more goes on without it.
 */
function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=35");
}
