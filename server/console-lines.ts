import { format } from "node:util";
import { log } from "./log";

/**
 * Makes a line of the log of whatever is said to the console. The page framework complains there in several lines, and
 * repeats what a client sent: nobody is to write lines into the log that look like its own.
 */
export function consoleToLog(): void {
  const say =
    (level: "info" | "warn" | "error") =>
    (first: unknown, ...more: unknown[]) => {
      const words = typeof first === "string" ? [first, ...more] : more;
      const msg = words.length > 0 ? format(...words) : undefined;
      if (first instanceof Error) log()[level]({ err: first }, msg);
      else log()[level](typeof first === "object" ? first : {}, msg);
    };
  console.log = console.info = say("info");
  console.warn = say("warn");
  console.error = say("error");
}
