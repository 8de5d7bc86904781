import type { Installation, Settings } from "./installation";

/** One way to break things. */
export type Scenario = {
  name: string;
  /** What is done, in a sentence. */
  about: string;
  /** Whether it is part of the short form. */
  short?: boolean;
  /** Takes an installation of its own, with these settings; else the one that the others have. */
  settings?: Settings;
  /**
   * Breaks it while the load goes on, and takes back what does not pass by itself.
   *
   * @returns from when on the time until it is back counts, in milliseconds of `performance.now()`; or why this machine does
   *   not allow it
   */
  run(it: Installation): Promise<{ from: number; wrong?: string[] } | { skipped: string }>;
};

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
