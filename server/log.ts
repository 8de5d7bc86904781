import pino from "pino";
import { config } from "@/lib/config";
import { escapeControls } from "@/lib/controls";

let made: pino.Logger | undefined;

/** The server's log: JSON, a line each, on stdout. Secrets, queries and bodies never get here. */
export function log(): pino.Logger {
  made ??= pino({
    level: config().logLevel ?? (process.stdout.isTTY ? "warn" : "info"),
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    // The line's own end is the one that stays.
    hooks: { streamWrite: (line) => `${escapeControls(line.trimEnd())}\n` },
  });
  return made;
}
