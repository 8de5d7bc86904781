import type { Installation, Settings } from "./installation";

/** One way to break things. */
export type Scenario = {
  name: string;
  /** What is done, in a sentence. */
  about: string;
  /** Whether it is part of the short form. */
  short?: boolean;
  /** Takes an installation of its own; else the one that the others have. */
  own?: () => Promise<Own | NotHere>;
  /** Breaks it while the load goes on. */
  run(it: Installation): Promise<Broken | NotHere>;
};

/** What an installation of its own is like. */
export type Own = {
  settings?: Settings;
  dataDir?: string;
  /** Instead: one that is there already. */
  installed?: Installation;
  /** After the installation is gone. */
  remove?: () => Promise<void>;
};

export type Broken = {
  /** From when on the time until it is back counts, in milliseconds of `performance.now()`. */
  from: number;
  /** What else was not as promised. */
  wrong?: string[];
  /** Once it is back: takes away what the scenario left behind. */
  afterwards?: () => Promise<void>;
};

/** Why this machine does not allow it. */
export type NotHere = { skipped: string };

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
