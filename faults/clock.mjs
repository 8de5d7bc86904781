import { readFileSync } from "node:fs";

/**
 * Loaded into the server's processes by the scenario of the clock: all that asks for the time gets it moved by as many milliseconds
 * as stand in a file.
 */

const RealDate = Date;
let aheadMs = 0;
let readAt = Number.NEGATIVE_INFINITY;

function now() {
  if (performance.now() - readAt > 100) {
    readAt = performance.now();
    aheadMs = Number(readFileSync(process.env.ROSTER_FAULTS_CLOCK, "utf8")) || aheadMs * 0;
  }
  return RealDate.now() + aheadMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, asked) => Reflect.construct(target, args.length === 0 ? [now()] : args, asked),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
});
